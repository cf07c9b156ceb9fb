import { expect } from "vitest";
import { day } from "../../src/base/index.ts";
import { lastChange, rowKinds, rows } from "../../src/export/index.ts";
import { defaultSync, erase, rebuild } from "../../src/sync/index.ts";
import type { Row, Warehouse } from "../../src/warehouse/index.ts";
import { present } from "../servers/sandboxed.ts";
import { openSynced, type Synced } from "../servers/synced.ts";

export const { definition } = defaultSync();
export const since = present - 9 * day;

export const open = async (): Promise<Synced> => {
  const synced = await openSynced({ seed: 4, perDay: 6, days: 16, daysAhead: 3 });
  await synced.sync({ since });
  return synced;
};

/** The only row of a question. */
export const first = async ({ query }: Pick<Warehouse, "query">, sql: string, parameters = {}): Promise<Row> => {
  const [row] = await query(sql, parameters);
  if (!row) throw new Error(`no row of ${sql}`);
  return row;
};

export const eraseOne = async (
  { warehouse, clock }: Synced,
  kind: "interaction" | "customer" | "agent",
  value: string,
) => {
  const [erasure] = await erase(warehouse, { kind, value, definition }, { clock });
  if (!erasure) throw new Error("nothing was erased");
  return erasure;
};

/** The interaction of an answered survey with a comment. */
export async function commented({ warehouse }: Synced) {
  const found = await first(
    warehouse,
    `SELECT interaction_id, response_id, comment FROM response
     WHERE source = 'survey' AND listed AND linked AND length(comment) > 10 ORDER BY length(comment) DESC, response_id LIMIT 1`,
  );
  const { interaction_id, response_id, comment } = found;
  return { interaction: String(interaction_id), response: String(response_id), comment: String(comment) };
}

/** Everything again that might bring something back: a rebuild, and a sync of the next day. */
export async function goOn(synced: Synced): Promise<void> {
  await rebuild(synced.warehouse, definition, { clock: synced.clock });
  synced.clock.advance(day);
  expect((await synced.sync()).missing).toEqual([]);
}

/** Everything once more from Genesys, as if nothing of the range had been read. */
export async function readAgain(synced: Synced): Promise<void> {
  await synced.warehouse.transaction((tx) => tx.run("DELETE FROM sync_window"));
  await synced.sync({ since });
}

/** What every export and every increment shows. */
export async function exported({ warehouse }: Synced): Promise<string> {
  const all: object[] = [];
  for (const kind of rowKinds)
    for (const changes of [undefined, { after: 0, until: await lastChange(warehouse) }])
      for await (const batch of rows(warehouse, { rows: kind, all: true, changes })) all.push(...batch);
  return JSON.stringify(all);
}
