import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { minute, UsageError } from "../base/index.ts";
import { openReaderOnDemand } from "./open-reader-on-demand.ts";
import { openWarehouse } from "./open-warehouse.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "afterword-on-demand-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const one = "SELECT 1 AS one";

async function newWarehouse(name: string): Promise<string> {
  const file = join(folder, name);
  await using warehouse = await openWarehouse(file);
  return warehouse.place;
}

test("it lets go of the file when nobody asks, so that it can be written, and reads through who writes it", async () => {
  const file = await newWarehouse("idle.duckdb");
  await using reader = await openReaderOnDemand(file, { idle: 20 });
  expect([await reader.query(one), reader.writer()]).toEqual([[{ one: 1 }], null]);
  await new Promise((resolve) => setTimeout(resolve, 200));
  await using warehouse = await openWarehouse(file, { patience: 0 });
  await warehouse.transaction((tx) => tx.put("fact", [{ name: "since", value: "now" }]));
  expect(await reader.query("SELECT value FROM fact WHERE name = 'since'")).toEqual([{ value: "now" }]);
  expect(reader.writer()?.pid).toBe(process.pid);
});

test("while somebody reads, for however long, it keeps the file open", async () => {
  const file = await newWarehouse("busy.duckdb");
  await using reader = await openReaderOnDemand(file, { idle: 10 });
  const rows: unknown[] = [];
  for await (const batch of reader.stream("SELECT * FROM range(10000)")) {
    rows.push(...batch);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  expect(rows).toHaveLength(10_000);
});

test("a question that fails leaves it as it was, and a closed one answers nothing", async () => {
  const file = await newWarehouse("failing.duckdb");
  const reader = await openReaderOnDemand(file, { idle: 10 * minute });
  await expect(reader.query("SELECT nothing")).rejects.toThrow(/nothing/);
  expect(await Promise.all([reader.query(one), reader.query(one)])).toHaveLength(2);
  await reader.close();
  await expect(reader.query(one)).rejects.toThrow("is closed");
});

test("where there is no warehouse, that is said at once, and none is made", async () => {
  await expect(openReaderOnDemand(join(folder, "none.duckdb"))).rejects.toThrow(UsageError);
});
