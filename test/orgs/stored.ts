import { join } from "node:path";
import { openWarehouse, type Row, type Table, type Warehouse } from "../../src/warehouse/index.ts";
import { newFolder } from "../new-folder.ts";

/** A response as a sync leaves it; the argument has the differences. */
export const response = (id: string, changes: Row = {}): Row => ({
  organization_id: "org",
  response_id: id,
  source: "survey",
  interaction_id: `i-${id}`,
  status: "Finished",
  submit_date: "2026-03-05T08:15:00.000Z",
  csat_scores: "{}",
  answers: "[]",
  linked: true,
  settled: true,
  deleted: false,
  retracted: false,
  calibration: false,
  redacted: false,
  listed: true,
  ...changes,
});

export const answer = (id: string, position: number, changes: Row = {}): Row => ({
  organization_id: "org",
  response_id: id,
  position,
  question_id: `q${position}`,
  role: "csat",
  lead: false,
  not_applicable: false,
  headline: false,
  ...changes,
});

export const leg = (id: string, position: number, changes: Row = {}): Row => ({
  organization_id: "org",
  interaction_id: `i-${id}`,
  position,
  agent_id: `a${position}`,
  talk_seconds: 10.5,
  hold_seconds: 0,
  acw_seconds: 3,
  wrap_up: "[]",
  ...changes,
});

/** A warehouse with these rows, by default a file in a folder of its own. Answers and credits have the times of their response. */
export async function openStored(
  tables: Partial<Record<Table, readonly Row[]>>,
  place = join(newFolder(), "stored.duckdb"),
): Promise<Warehouse> {
  const times = new Map((tables.response ?? []).map((row) => [`${row["organization_id"]} ${row["response_id"]}`, row]));
  const timed = (row: Row): Row => {
    const {
      submit_date = null,
      sent_date = null,
      interaction_start = null,
    } = times.get(`${row["organization_id"]} ${row["response_id"]}`) ?? {};
    return { submit_date, sent_date, interaction_start, ...row };
  };
  const warehouse = await openWarehouse(place);
  await warehouse.transaction(async (tx) => {
    for (const [table, rows] of Object.entries(tables) as [Table, readonly Row[]][])
      await tx.put(table, table === "answer" || table === "attribution" ? rows.map(timed) : rows);
  });
  return warehouse;
}
