import { z } from "zod";
import type { AnsweredEvaluation, AnsweredSurvey, Form } from "../../csat/index.ts";
import { checkTotals, totalRule } from "./total-rules.ts";

/*
 * What else Genesys lists of a response, held against its answers: that costs no request, so that it is asked of every
 * response and not of a sample. A response that contradicts a rule is read by itself, which shows what of the two is wrong,
 * and a rule that right answers contradict too often does not stand for that form.
 */

/** Rules by which listed figures follow from the answers; "recommendation": the details of the interaction have the same. */
export const crossCheck = z.enum([...totalRule.options, "recommendation"]);
export type CrossCheck = z.infer<typeof crossCheck>;

/** How many right answers contradicted each rule. */
export const storedContradictions = z.partialRecord(crossCheck, z.number());
type Contradictions = Readonly<z.infer<typeof storedContradictions>>;

/** Rules of one figure: one that stands and holds is enough to explain it. */
const figures: Readonly<Record<Form["kind"], readonly (readonly CrossCheck[])[]>> = {
  survey: [["points", "judged points"], ["recommendation"]],
  evaluation: [
    ["unscored: none", "unscored: 0", "unscored: 100"],
    ["points", "judged points", "weighted points", "weighted judged points"],
    ["exact points", "exact judged points", "exact weighted points", "exact weighted judged points"],
  ],
};

/** A rule falls with more contradictions than these and one in a hundred comparisons: each costs a request. */
const tolerated = 3;

/** Whether a figure speaks against the answers of a response that contradict these rules. */
export function isDoubtful(
  kind: Form["kind"],
  contradicted: readonly CrossCheck[],
  { compared, contradictions }: { readonly compared: number; readonly contradictions: Contradictions },
): boolean {
  const stands = (rule: CrossCheck): boolean => (contradictions[rule] ?? 0) <= tolerated + compared / 100;
  return figures[kind].some((rules) => {
    const unbroken = rules.filter(stands);
    return unbroken.length > 0 && unbroken.every((rule) => contradicted.includes(rule));
  });
}

export const addContradictions = (before: Contradictions, contradicted: readonly CrossCheck[]): Contradictions =>
  Object.fromEntries([
    ...Object.entries(before),
    ...contradicted.map((rule): [CrossCheck, number] => [rule, (before[rule] ?? 0) + 1]),
  ]);

/** What is listed of a response in addition to its answers. */
export interface ListedFigures {
  /** Null where it is listed without one. */
  readonly totalScore: number | null;
  /** Whether the total is that of a failure, whatever the answers are worth. @default no */
  readonly isFailed?: boolean;
  /** Of surveys alone. */
  readonly recommendation?: number | null;
}

/** The rules that the answers of a response contradict. */
export function findContradicted(
  form: Form,
  response: AnsweredSurvey | AnsweredEvaluation,
  listed: ListedFigures,
): readonly CrossCheck[] {
  const totals = checkTotals(form, response.answers?.questionGroupScores ?? []);
  const recommended = response.answers && "npsScore" in response.answers ? response.answers.npsScore : null;
  return figures[form.kind].flat().filter((rule) => {
    if (rule === "recommendation") return (listed.recommendation ?? null) !== (recommended ?? null);
    return listed.isFailed !== true && !totals[rule](listed.totalScore);
  });
}
