import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openReader, openWarehouse } from "./index.ts";
import type { Reader } from "./warehouse.ts";

const limitOf = async (reader: Reader): Promise<number> => {
  const [row] = await reader.query("SELECT current_setting('memory_limit') AS size");
  expect(row?.["size"]).toMatch(/MiB$/);
  return Number.parseFloat(String(row?.["size"]));
};

test("the limit is for what can be let go: what deleted rows hold comes on top", async () => {
  const folder = await mkdtemp(join(tmpdir(), "afterword-"));
  const place = join(folder, "test.duckdb");
  const memoryLimit = "100MB";
  {
    await using warehouse = await openWarehouse(place, { memoryLimit });
    expect(await limitOf(warehouse)).toBeLessThan(97);
    const rows = Array.from({ length: 120_000 }, (_, id) => ({
      organization_id: "org",
      source: "survey",
      response_id: `${id}`,
    }));
    await warehouse.transaction((tx) => tx.append("underived", rows));
    await warehouse.transaction(async (tx) => {
      await tx.run("DELETE FROM underived WHERE response_id LIKE '%000'");
    });
  }
  // 16 bytes for each row at least, and 100 MB are 95.4 MiB.
  {
    await using warehouse = await openWarehouse(place, { memoryLimit });
    expect(await limitOf(warehouse)).toBeGreaterThan(97);
  }
  {
    await using reader = await openReader(place, { memoryLimit });
    expect(await limitOf(reader)).toBeGreaterThan(97);
  }
  // However little is wanted beside it.
  await using reader = await openReader(place, { memoryLimit: "1MB" });
  expect(await limitOf(reader)).toBeGreaterThan(2);
  await rm(folder, { recursive: true });
});
