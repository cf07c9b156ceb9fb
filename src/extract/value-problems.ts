import type { Findings, Keep } from "../collect/index.ts";
import { conversation, describeFlaws, evaluation, type Flaw, keepKnown, survey } from "../genesys/index.ts";

const schemas = { survey, evaluation, interaction: conversation } as const;

/**
 * Names the documents with values that mean nothing, such as a date of the year 10000: the effect of such a value is
 * not known. A warehouse does the same with stored documents.
 */
export const reportValues =
  (findings: Findings): Keep =>
  (kind, id, document) => {
    if (kind !== "survey" && kind !== "evaluation" && kind !== "interaction") return;
    const flaws: Flaw[] = [];
    keepKnown(schemas[kind], document, flaws);
    // A long text is delivered whole.
    const meaningless = flaws.filter(({ isCut }) => !isCut);
    if (meaningless.length > 0) findings.problem(kind, id, describeFlaws(meaningless));
  };
