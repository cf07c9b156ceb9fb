import { stringify } from "csv-stringify/sync";
import type { CsatRecord } from "../csat/index.ts";

type Cell = string | number | boolean | null;
type Column = readonly [name: string, read: (record: CsatRecord) => Cell];

const scalar = <Key extends keyof CsatRecord>(key: Key & (CsatRecord[Key] extends Cell ? Key : never)): Column => [
  key,
  (record) => record[key] as Cell,
];

const list = (key: "divisions" | "wrap_up"): Column => [
  key,
  (record) => record[key]?.map((name) => name ?? "").join("; ") ?? null,
];

/** One column a fact, in the record's order; answers stay in JSON, where they keep their questions. */
const columns: readonly Column[] = [
  scalar("interaction_id"),
  scalar("evaluation_id"),
  scalar("evaluator_id"),
  scalar("evaluator_name"),
  scalar("submit_date"),
  scalar("agent_name"),
  scalar("queue_name"),
  scalar("duration_seconds"),
  scalar("source"),
  scalar("response_id"),
  scalar("survey_id"),
  scalar("survey_type"),
  scalar("status"),
  scalar("form_id"),
  scalar("form_context_id"),
  scalar("form_name"),
  scalar("csat_score"),
  scalar("satisfied"),
  scalar("csat_index"),
  scalar("evaluator_csat_score"),
  scalar("nps_score"),
  scalar("total_score"),
  scalar("comment"),
  scalar("partial"),
  scalar("sent_date"),
  scalar("agent_id"),
  scalar("queue_id"),
  scalar("team_name"),
  list("divisions"),
  scalar("media_type"),
  scalar("direction"),
  scalar("interaction_start"),
  scalar("interaction_end"),
  scalar("wait_seconds"),
  scalar("talk_seconds"),
  scalar("hold_seconds"),
  scalar("acw_seconds"),
  scalar("handle_seconds"),
  scalar("total_talk_seconds"),
  scalar("total_hold_seconds"),
  scalar("transfers"),
  list("wrap_up"),
  scalar("linked"),
  scalar("link_problem"),
  scalar("genesys_url"),
];

/**
 * Comma-separated values with a header, line by line. Text that a spreadsheet would run as a formula gets a `'` in front
 * (OWASP, "CSV Injection"); numbers stay numbers.
 */
export function* csvLines(records: readonly CsatRecord[]): Iterable<string> {
  yield stringify([columns.map(([name]) => name)]);
  for (const record of records) {
    yield stringify([columns.map(([, read]) => read(record))], {
      escape_formulas: true,
      cast: { boolean: (value) => String(value) },
    });
  }
}
