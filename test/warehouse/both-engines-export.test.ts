import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parquetReadObjects } from "hyparquet";
import { compressors } from "hyparquet-compressors";
import { afterAll, beforeAll, expect, test } from "vitest";
import { lastChange, pageOrders, readInteractionRows, readPage, rowKinds, rows } from "../../src/export/index.ts";
import { readStoredInteraction } from "../../src/sync/index.ts";
import { afterword } from "../commands/terminal.ts";
import { newFolder } from "../new-folder.ts";
import { unaskedSql } from "../servers/asked-sql.ts";
import { openSyncedEngines, range, type SyncedEngines } from "../servers/synced-engines.ts";

let engines: SyncedEngines;
beforeAll(async () => {
  engines = await openSyncedEngines();
});
afterAll(() => engines[Symbol.asyncDispose]());

test.each(rowKinds)("%s are exported and paged alike", async (kind) => {
  const { both } = engines;
  for (const all of [false, true]) {
    for (const selection of [
      {},
      { newest: 20 },
      { range, rule: "last", queues: [await engines.first("SELECT name FROM queue ORDER BY 1")] },
    ] as const)
      for await (const _ of rows(both, { ...selection, rows: kind, all }));
    if (!all) {
      const changes = { after: 0, until: await lastChange(both) };
      for await (const _ of rows(both, { rows: kind, changes, media: ["voice"] }));
    }
    for (const order of pageOrders) {
      if (kind === "legs" && (order === "lowest" || order === "highest")) continue;
      let cursor: string | null = null;
      do cursor = (await readPage(both, { rows: kind, all }, { order, limit: 61, cursor })).next;
      while (cursor !== null);
    }
  }
  for await (const _ of rows(both, { rows: "responses", columns: ["response_id", "lead_question", "lead_value"] }));
  const ids = await both.file.query("SELECT interaction_id AS id FROM interaction ORDER BY id LIMIT 5");
  for (const { id } of ids) {
    await readInteractionRows(both, String(id), kind === "legs" ? "legs" : "responses");
    await readStoredInteraction(both, String(id));
  }
});

const formats = [["--format", "json"], ["--format", "ndjson"], ["--format", "csv"], ["--plain"], ["--out"]] as const;

test.each(rowKinds)("files of %s are the same byte for byte, Parquet row for row, increments too", async (kind) => {
  const { both } = engines;
  const read = async (flags: readonly string[], warehouse: string): Promise<unknown> => {
    const out = join(newFolder(), "rows.parquet");
    const isParquet = flags.includes("--out");
    const args = ["export", "--warehouse", warehouse, "--rows", kind, ...flags, ...(isParquet ? [out] : [])];
    const { code, stdout } = await afterword(args);
    expect(code).toBe(0);
    return isParquet
      ? await parquetReadObjects({ file: new Uint8Array(readFileSync(out)).buffer, compressors })
      : stdout;
  };
  for (const format of formats)
    for (const more of [[], ["--changed-since", "9"], ["--all"], ["--tz", "Asia/Tokyo", "--from", "2026-03-20"]]) {
      const [own, other] = await Promise.all(both.addresses.map((address) => read([...more, ...format], address)));
      expect(JSON.stringify(own, bigintAsText).length).toBeGreaterThan(1_000);
      expect(other).toEqual(own);
    }
});

const bigintAsText = (_: string, value: unknown): unknown => (typeof value === "bigint" ? String(value) : value);

test("every statement of the exports was sent to both engines", () => {
  expect(unaskedSql(engines.both.answered, ["export"])).toEqual([]);
});
