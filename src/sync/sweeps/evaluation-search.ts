import { type Interval, isoTime, readTime } from "../../base/index.ts";
import { readStatus } from "../../csat/index.ts";
import { byPage, decode, endpoints, evaluationRow, type WireEvaluationRow } from "../../genesys/index.ts";
import type { EvaluationSighting } from "../documents/sightings.ts";
import type { Session } from "../session.ts";

/** What a search asks for beside its range. */
export interface Search {
  readonly field: "submittedDate" | "releaseDate";
  readonly statuses?: readonly string[];
}

/** What the search lists, page by page. */
export async function* searchEvaluations(
  { job }: Session,
  window: Interval,
  { field, statuses }: Search,
): AsyncGenerator<ReadonlyMap<string, EvaluationSighting>> {
  for (const systemSubmitted of [false, true]) {
    const range = { type: "DATE_RANGE", field, startValue: isoTime(window.from), endValue: isoTime(window.to) };
    const body = {
      systemSubmitted,
      pageSize: 100,
      sortBy: field,
      sortOrder: "ASC",
      query: [range, ...(statuses ? [{ type: "EXACT", field: "evaluationStatus", values: statuses }] : [])],
    };
    for await (const page of byPage(job.genesys, endpoints.evaluationsSearch, { body }, job.signal)) {
      const seen = new Map<string, EvaluationSighting>();
      for (const item of page) {
        try {
          const row = decode(evaluationRow, item, { endpoint: endpoints.evaluationsSearch });
          const sighting = sight(row);
          // One that was submitted before anything is to be known is not, though it is released or withdrawn now.
          if (sighting && (readTime(sighting.submitted) ?? 0) >= job.request.range.from) seen.set(row.id, sighting);
        } catch (error) {
          job.findings.fail("row", "one of the evaluations listed", error);
        }
      }
      yield seen;
    }
  }
}

function sight(row: WireEvaluationRow): EvaluationSighting | null {
  const conversationId = row.conversation?.id;
  if (!conversationId || readTime(row.submittedDate) === null) return null;
  return {
    conversationId,
    formId: row.evaluationForm?.id ?? null,
    status: readStatus("evaluation", row.status),
    submitted: row.submittedDate ?? null,
    released: row.releaseDate != null,
    neverRelease: row.neverRelease ?? null,
    calibration: row.calibration?.id != null,
    deleted: false,
  };
}
