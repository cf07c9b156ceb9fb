import { contains, readTime } from "../base/index.ts";
import { decode, endpoints, evaluationRow, type WireEvaluationRow } from "../genesys/index.ts";
import { type EvaluationCandidate, isFinished } from "./candidate.ts";

import type { Job } from "./job.ts";

/** One row of a listing, where it is wanted: the statuses are compared here because the case that a filter expects is not documented. */
export function readRow(job: Job, item: unknown): EvaluationCandidate[] {
  try {
    const row = decode(evaluationRow, item, { endpoint: endpoints.evaluationsSearch });
    const conversationId = row.conversation?.id;
    if (!conversationId || !isWanted(job, row)) return [];
    return [
      {
        evaluationId: row.id,
        conversationId,
        formId: row.evaluationForm?.id ?? null,
        formContextId: null,
      },
    ];
  } catch (error) {
    job.findings.fail("row", "one of the evaluations listed", error);
    return [];
  }
}

/** What a listed evaluation and a whole one both say of where it stands. */
type Standing = Pick<WireEvaluationRow, "status" | "submittedDate" | "releaseDate" | "neverRelease" | "calibration">;

/**
 * Finished, submitted in the range, released, and no calibration copy. A redacted row passes: what it hides is told when
 * it is read.
 */
export function isWanted({ request }: Job, evaluation: Standing): boolean {
  const submitted = readTime(evaluation.submittedDate);
  const released = evaluation.releaseDate != null && evaluation.neverRelease !== true;
  return (
    isFinished(evaluation.status) &&
    submitted !== null &&
    contains(request.range, submitted) &&
    evaluation.calibration?.id == null &&
    (released || request.unreleased)
  );
}
