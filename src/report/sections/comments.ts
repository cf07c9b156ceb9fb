import { ask, type Filter } from "../../metrics/index.ts";
import type { Reader } from "../../warehouse/index.ts";
import type { CommentFigure } from "../document.ts";
import { fewestShown } from "../request.ts";
import type { Called } from "./names.ts";

/** The newest answers of customers who were not satisfied, with what they wrote: so many that it is known whether they are few. */
export async function readLowComments(
  reader: Reader,
  filter: Filter,
  called: Called,
  signal?: AbortSignal,
): Promise<readonly CommentFigure[]> {
  const rows = await ask(reader, "comments", { filter, parameters: { low: true, limit: fewestShown }, signal });
  const seen = new Set<string>();
  return rows.flatMap((row): CommentFigure[] => {
    // Under the rule `all` a response stands once for everybody who had a part in it.
    if (row.response_id === null || seen.has(row.response_id)) return [];
    seen.add(row.response_id);
    return [
      {
        response_id: row.response_id,
        interaction_id: row.interaction_id,
        submit_date: row.submit_date,
        queue_name: row.queue_name,
        agent_name: called.name("agent", row.agent_id),
        csat_score: row.csat_score,
        nps_score: row.nps_score,
        comment: row.comment?.trim() ? row.comment : null,
      },
    ];
  });
}
