import { expect, test } from "vitest";
import { day } from "../../src/base/index.ts";
import { lastChange, type RowKind, readMark, rowKinds, rows, type Selection } from "../../src/export/index.ts";
import { defaultSync, rebuild } from "../../src/sync/index.ts";
import { everything } from "../seeds.ts";
import { onServer } from "../servers/engine.ts";
import { present } from "../servers/sandboxed.ts";
import { openSynced, type Synced } from "../servers/synced.ts";

/** Days of late answers, rescoring, deletions. */
const length = everything ? 60 : onServer ? 13 : 20;
const since = present - 20 * day;

type ExportedRow = Readonly<Record<string, unknown>>;

/** A copy of somebody who applies every increment: an upsert by key, and a deletion for each tombstone. */
function createConsumer(selection: Selection) {
  const copy = new Map<string, ExportedRow>();
  let cursor = 0;
  return {
    copy: (): readonly ExportedRow[] => [...copy].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row),
    /** @returns how many rows it read; one that is stopped half-way begins again where the last whole one ended */
    async read({ warehouse }: Pick<Synced, "warehouse">, stopAfter = Number.POSITIVE_INFINITY): Promise<number> {
      const until = await lastChange(warehouse);
      expect(await readMark(warehouse, until)).toEqual(expect.any(String));
      let read = 0;
      let last = 0;
      for await (const batch of rows(warehouse, { ...selection, changes: { after: cursor, until } })) {
        for (const { deleted, ...row } of batch as readonly ExportedRow[]) {
          const number = Number(row["change_id"]);
          expect(number).toBeGreaterThan(cursor);
          expect(number).toBeLessThanOrEqual(until);
          expect(number).toBeGreaterThanOrEqual(last);
          last = number;
          if (deleted === true) copy.delete(keyOf(row));
          else copy.set(keyOf(row), row);
          read += 1;
          if (read >= stopAfter) return read;
        }
      }
      cursor = until;
      return read;
    },
  };
}

const keyOf = (row: ExportedRow): string => JSON.stringify([row["response_id"], row["position"] ?? 0]);

async function full({ warehouse }: Synced, selection: Selection): Promise<readonly ExportedRow[]> {
  const all = new Map<string, ExportedRow>();
  for await (const batch of rows(warehouse, selection))
    for (const row of batch as readonly ExportedRow[]) all.set(keyOf(row), row);
  return [...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

test(`${length} days of increments = a full export, for each kind of rows, with a filter and without`, async () => {
  await using synced = await openSynced({ seed: 4, perDay: 6, days: 40, daysAhead: length + 2 });
  await synced.sync({ since });
  const queue = String((await synced.warehouse.query("SELECT max(queue_id) AS id FROM csat_response"))[0]?.["id"]);
  const selections = rowKinds.flatMap((kind: RowKind): Selection[] => [
    { rows: kind },
    { rows: kind, queues: [queue] },
  ]);
  const consumers = selections.map((selection) => ({ selection, consumer: createConsumer(selection) }));
  let definition = defaultSync().definition;
  let changed = 0;
  for (let night = 0; night < length; night += 1) {
    synced.clock.advance(day);
    if (night === 8) definition = { ...definition, labels: ["csat", "quality"] };
    await synced.sync({ since, definition });
    for (const { consumer } of consumers) {
      // One that is stopped in the middle has the same rows once more.
      if (night === 5) await consumer.read(synced, 7);
      changed += await consumer.read(synced);
    }
    if (night !== 11) continue;
    await rebuild(synced.warehouse, definition, { clock: synced.clock });
    for (const { consumer } of consumers) expect(await consumer.read(synced)).toBe(0);
  }
  expect(changed).toBeGreaterThan(50 * length);
  for (const { selection, consumer } of consumers) {
    const expected = await full(synced, selection);
    expect(expected.length).toBeGreaterThan(5);
    expect(consumer.copy()).toEqual(expected);
  }
}, 900_000);
