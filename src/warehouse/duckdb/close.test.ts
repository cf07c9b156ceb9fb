import { join } from "node:path";
import { expect, test } from "vitest";
import { newFolder } from "../../../test/new-folder.ts";
import { UsageError } from "../../base/index.ts";
import { openReader, openWarehouse, type Warehouse } from "../index.ts";

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

test("used after it was closed, it reports a mistake of the caller", async () => {
  const place = join(newFolder(), "test.duckdb");
  const warehouse = await openWarehouse(place);
  const reader = await openReader(place);
  await reader[Symbol.asyncDispose]();
  await warehouse[Symbol.asyncDispose]();
  const uses: readonly (() => Promise<unknown>)[] = [
    () => warehouse.query("SELECT 1"),
    () => warehouse.transaction(async () => {}),
    () => warehouse.stream("SELECT 1")[Symbol.asyncIterator]().next(),
    () => reader.query("SELECT 1"),
  ];
  for (const use of uses) {
    const error = await Promise.resolve()
      .then(use)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UsageError);
    expect(String(error)).toContain("is closed");
  }
});
