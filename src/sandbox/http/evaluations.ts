import type { EvaluationRow } from "./analytics/event-history.ts";
import type { Present } from "./api-context.ts";
import { type EvaluationStanding, evaluationStanding } from "./response-state.ts";

export interface StandingEvaluation extends EvaluationRow {
  readonly standing: EvaluationStanding;
}

/**
 * Evaluations that exist now for the quality API, deleted ones included, of all interactions or of these; one at a time: 170,000
 * kept together, each with its interaction, took more than 1.5 GB.
 */
export function* standingEvaluations(
  present: Present,
  rows: Iterable<EvaluationRow> = present.history.evaluations(present.now),
): Iterable<StandingEvaluation> {
  for (const row of rows) {
    const standing = evaluationStanding(row.evaluation, present.now, "time");
    if (standing) yield { ...row, standing };
  }
}
