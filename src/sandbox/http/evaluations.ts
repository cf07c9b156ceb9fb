import type { EvaluationRow } from "./history.ts";
import type { Present } from "./present.ts";
import { type EvaluationStanding, evaluationStanding } from "./standing.ts";

export interface StandingEvaluation extends EvaluationRow {
  readonly standing: EvaluationStanding;
}

/** Every evaluation that exists now for the quality API, deleted ones included. */
export const standingEvaluations = (
  present: Present,
  rows = present.history.evaluations(present.now),
): StandingEvaluation[] =>
  rows.flatMap((row) => {
    const standing = evaluationStanding(row.evaluation, present.now, "time");
    return standing ? [{ ...row, standing }] : [];
  });
