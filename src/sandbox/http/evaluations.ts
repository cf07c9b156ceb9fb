import type { EvaluationRow } from "./history.ts";
import type { Present } from "./present.ts";
import { type EvaluationStanding, evaluationStanding } from "./standing.ts";

export interface StandingEvaluation extends EvaluationRow {
  readonly standing: EvaluationStanding;
}

/** Evaluations that exist now for the quality API, deleted ones included, of all interactions or of these. */
export function standingEvaluations(
  present: Present,
  rows: Iterable<EvaluationRow> = present.history.evaluations(present.now),
): StandingEvaluation[] {
  const found: StandingEvaluation[] = [];
  for (const row of rows) {
    const standing = evaluationStanding(row.evaluation, present.now, "time");
    if (standing) found.push({ ...row, standing });
  }
  return found;
}
