import { contains, type Interval, isoInterval, readTime } from "../base/index.ts";
import { readStatus } from "../csat/index.ts";
import { decode, type Endpoint, evaluationRow, type WireEvaluationRow } from "../genesys/index.ts";
import type { FetchContext } from "./fetch-context.ts";
import { reasonOf } from "./findings.ts";
import { isFinished } from "./response-status.ts";
import { type EvaluationCandidate, type EvaluationRow, type EvaluationStub, evaluationStub } from "./stubs.ts";

/**
 * One item of a listing of evaluations. Which evaluation one is of that cannot be read is not known, so `stretch`, in which it
 * is listed, is left open. A finished one without the id of its interaction is a problem of its own: an evaluation can
 * be asked for by both ids alone.
 */
export function readRow(
  context: FetchContext,
  item: unknown,
  endpoint: Endpoint<unknown>,
  stretch: Interval,
): EvaluationRow[] {
  try {
    const row = decode(evaluationRow, item, { endpoint });
    const id = row.conversation?.id;
    if (id) return [{ ...row, conversation: { ...row.conversation, id } }];
    if (isFinished(row.status)) {
      context.findings.problem("evaluation", row.id, "Genesys lists it without its interaction, so it cannot be read.");
    }
  } catch (error) {
    context.findings.leaveOpen(
      stretch,
      `An evaluation listed in ${isoInterval(stretch)} cannot be read. ${reasonOf(error)}`,
    );
  }
  return [];
}

/** The row as something to read, where it is wanted: statuses are compared here because the case that a filter expects is not documented. */
export const candidatesOf = (context: FetchContext, row: EvaluationRow): EvaluationCandidate[] =>
  isWanted(context, row)
    ? [
        {
          evaluationId: row.id,
          conversationId: row.conversation.id,
          formId: row.evaluationForm?.id ?? null,
          formContextId: null,
        },
      ]
    : [];

type Dated = Pick<WireEvaluationRow, "status" | "submittedDate" | "releaseDate" | "neverRelease" | "calibration">;

/**
 * Finished, submitted in the range as far as its date is known, released, and no calibration copy. A redacted row
 * passes: reading it reports which fields are hidden.
 */
export function isWanted(context: FetchContext, evaluation: Dated): boolean {
  const submitted = readTime(evaluation.submittedDate);
  return (
    isFinished(evaluation.status) &&
    (submitted === null || contains(context.request.range, submitted)) &&
    evaluation.calibration?.id == null &&
    (context.request.unreleased || isReleased(evaluation, context.clock.now()))
  );
}

/**
 * Whether an evaluation is shown to its agent. `releaseDate` is a schedule of up to 45 days (announcement on the developer
 * forum of Genesys, thread 5703); whether the API shows the date before it has come is not documented, so both mean the same.
 */
export function isReleased(
  { releaseDate, neverRelease }: Pick<WireEvaluationRow, "releaseDate" | "neverRelease">,
  now: number,
): boolean {
  const date = readTime(releaseDate);
  return date !== null && date <= now && neverRelease !== true;
}

/** An evaluation as the search lists it. */
export const evaluationStubOfRow = (row: EvaluationRow): EvaluationStub =>
  evaluationStub({
    conversationId: row.conversation.id,
    formId: row.evaluationForm?.id ?? null,
    status: readStatus("evaluation", row.status),
    submitted: row.submittedDate ?? null,
    releaseDate: row.releaseDate ?? null,
    neverRelease: row.neverRelease ?? null,
    calibration: row.calibration?.id != null,
  });
