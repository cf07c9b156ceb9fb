import { join } from "node:path";
import { expect, test } from "vitest";
import { newFolder } from "../../../test/new-folder.ts";
import { openWarehouse } from "../index.ts";

/*
 * Warehouses of several years depend on this. Before version 1.5.6 DuckDB held 256 KiB in memory, beyond all eviction,
 * for each group of rows of which one was deleted, and of a million responses 169 MB. It still does until the next
 * checkpoint.
 */

const rows = 2_000_000;
const tight = { memoryLimit: "30MB" };

test("rows that were deleted here and there take hardly any memory", async () => {
  const folder = newFolder();
  const place = join(folder, "test.duckdb");
  const run = async (sql: string, options = {}) => {
    await using warehouse = await openWarehouse(place, options);
    return warehouse.transaction((tx) => tx.run(sql));
  };
  await run(`INSERT INTO underived SELECT 'org', 'survey', CAST(range AS VARCHAR) FROM range(${rows})`);
  const everyThousandth = "DELETE FROM underived WHERE CAST(response_id AS INTEGER) % 1000 = 0";
  expect(await run(everyThousandth, { memoryLimit: "400MB" })).toBe(rows / 1000);
  expect(await run("DELETE FROM underived WHERE CAST(response_id AS INTEGER) = 1", tight)).toBe(1);
}, 60_000);
