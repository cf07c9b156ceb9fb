import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { newFolder } from "../../../test/new-folder.ts";
import { openReader, openWarehouse, publish } from "../index.ts";

let folder: string;
beforeEach(async () => {
  folder = newFolder("it's ");
});

test("publishes a copy that is read while the warehouse is written, and replaces the last one", async () => {
  await using warehouse = await openWarehouse(join(folder, "ware house.duckdb"));
  const copy = join(folder, 'co"py.duckdb');
  for (const value of ["1", "2"]) {
    await warehouse.transaction((tx) => tx.put("fact", [{ name: "a", value }]));
    await publish(warehouse, copy);
    await using reader = await openReader(copy);
    expect(await reader.query("SELECT value FROM fact")).toEqual([{ value }]);
    expect(await reader.query("SELECT * FROM csat_response")).toEqual([]);
  }
  expect((await readdir(folder)).filter((file) => file.includes("part"))).toEqual([]);
});

test("leaves the old copy where it cannot be replaced", async () => {
  await using warehouse = await openWarehouse(join(folder, "warehouse.duckdb"));
  await writeFile(join(folder, "file"), "old");
  await expect(publish(warehouse, join(folder, "file", "copy"))).rejects.toMatchObject({ code: "usage" });
  await expect(publish(warehouse, warehouse.place)).rejects.toMatchObject({ code: "usage" });
  expect(await readFile(join(folder, "file"), "utf8")).toBe("old");
  await publish(warehouse, join(folder, "copy"));
});
