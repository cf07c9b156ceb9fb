import { type Interval, isoTime } from "../../src/base/index.ts";
import { truth, truthCreated } from "../../src/sandbox/index.ts";
import type { Reader } from "../../src/warehouse/index.ts";
import type { Synced } from "../servers/synced.ts";

const lists = ["csat_scores", "answers", "divisions", "wrap_up", "agents"];
/** Columns that a record does not have. */
const unlikeRecords = ["settled", "organization_id", "changed_at", "change_id"];

/** Responses of a warehouse that were finished in a range, as records. */
export async function recordsOf({ query }: Pick<Reader, "query">, { from, to }: Interval) {
  const rows = await query(
    `SELECT * FROM csat_response WHERE submit_date >= CAST($from AS TIMESTAMP) AND submit_date < CAST($to AS TIMESTAMP)
     ORDER BY submit_date, response_id`,
    { from: isoTime(from), to: isoTime(to) },
  );
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).flatMap(([key, value]) => {
        if (unlikeRecords.includes(key)) return [];
        return [[key, lists.includes(key) && value !== null ? JSON.parse(String(value)) : value]];
      }),
    ),
  );
}

/** An org, and the time there. */
interface Observed {
  readonly sandbox: Pick<Synced["sandbox"], "org">;
  readonly clock: Pick<Synced["clock"], "now">;
}

/** The same records as they are in truth. */
export const truthOf = ({ sandbox, clock }: Observed, { from, to }: Interval) =>
  truth(sandbox.org, { from, to, now: clock.now() }).map((row) => ({
    ...row,
    sent_date: truthCreated(sandbox.org, row.response_id, from),
  }));
