import { isAnsweredEvaluation, statusOfEvaluation } from "../csat/index.ts";
import { endpoints, type Input, type WireEvaluation } from "../genesys/index.ts";
import type { FetchContext } from "./fetch-context.ts";

/**
 * One evaluation that is listed as finished. A document that has not come as far, from a cache in between or older than its
 * listing, is asked for once more.
 */
export async function askEvaluation(
  { genesys, signal }: Pick<FetchContext, "genesys" | "signal">,
  input: Input,
): Promise<WireEvaluation> {
  const wire = await genesys.ask(endpoints.evaluation, input, signal);
  return isLagging(wire) ? genesys.ask(endpoints.evaluation, input, signal) : wire;
}

/** Whether it is not what a listing promised. One in review, or retracted, went on from there. */
export function isLagging(wire: WireEvaluation): boolean {
  const status = statusOfEvaluation(wire);
  return (
    status === null ||
    status === "Pending" ||
    status === "InProgress" ||
    (status === "Finished" && !isAnsweredEvaluation(wire))
  );
}

/** An evaluation that does not name its form has the one that its listing names. */
export const withForm = (evaluation: WireEvaluation, formId: string | null): WireEvaluation =>
  evaluation.evaluationForm?.id || formId === null
    ? evaluation
    : { ...evaluation, evaluationForm: { ...evaluation.evaluationForm, id: formId } };
