import { join } from "node:path";
import { expect, test } from "vitest";
import { newFolder } from "../../test/new-folder.ts";
import { openReader, openWarehouse, type Warehouse } from "./index.ts";

test("closed while questions are on their way, it answers or refuses them, and the process lives", async () => {
  const folder = newFolder();
  const place = join(folder, "test.duckdb");
  await (await openWarehouse(place))[Symbol.asyncDispose]();
  for (let round = 0; round < 20; round++) {
    const reader = await openReader(place);
    const asked = Promise.allSettled(
      Array.from({ length: 8 }, () => reader.query("SELECT count(*) AS n FROM response")),
    );
    await reader[Symbol.asyncDispose]();
    for (const answer of await asked)
      expect(answer.status === "fulfilled" ? answer.value : answer.reason instanceof Error).toBeTruthy();
  }
});

test("closed in a row of transactions, it ends the one under way, refuses the next, and the process lives", async () => {
  const folder = newFolder();
  const write = (warehouse: Warehouse, count: number): Promise<void> =>
    warehouse
      .transaction((tx) => tx.put("fact", [{ name: "count", value: `${count}` }]))
      .then(() => write(warehouse, count + 1));
  for (let round = 0; round < 20; round++) {
    const warehouse = await openWarehouse(join(folder, `${round}.duckdb`));
    const written = write(warehouse, 0).catch((error: unknown) => error);
    await warehouse[Symbol.asyncDispose]();
    expect(String(await written)).toMatch(/is closed/);
  }
});
