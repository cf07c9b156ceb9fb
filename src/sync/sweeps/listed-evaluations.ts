import { type Interval, readTime } from "../../base/index.ts";
import {
  type EvaluationRow,
  type EvaluationSearch,
  type EvaluationStub,
  searchEvaluations,
} from "../../collect/index.ts";
import { readStatus } from "../../csat/index.ts";
import type { SyncContext } from "../context.ts";

/** What the search lists, page by page, by id. */
export async function* searchListed(
  context: SyncContext,
  window: Interval,
  search: EvaluationSearch,
): AsyncGenerator<ReadonlyMap<string, EvaluationStub>> {
  for await (const rows of searchEvaluations(context, window, search)) {
    const seen = new Map<string, EvaluationStub>();
    for (const row of rows) {
      const submitted = readTime(row.submittedDate);
      // One that was submitted before anything is to be known is not, though it is released or withdrawn now.
      if (submitted === null || submitted >= context.request.range.from) seen.set(row.id, listed(row));
    }
    yield seen;
  }
}

const listed = (row: EvaluationRow): EvaluationStub => ({
  conversationId: row.conversation.id,
  formId: row.evaluationForm?.id ?? null,
  status: readStatus("evaluation", row.status),
  submitted: row.submittedDate ?? null,
  releaseDate: row.releaseDate ?? null,
  released: null,
  neverRelease: row.neverRelease ?? null,
  calibration: row.calibration?.id != null,
  deleted: false,
});
