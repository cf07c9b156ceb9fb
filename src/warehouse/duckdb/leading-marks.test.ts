import { join } from "node:path";
import { expect, test } from "vitest";
import { newFolder } from "../../../test/new-folder.ts";
import { openWarehouse } from "../open-warehouse.ts";

test.each([
  "\ufeffshort",
  "\ufeffa text of more than twelve bytes",
  "\ufeff",
  "\ufeff\ufefftwice",
  "in\ufeffside",
  "👍🏽 e\u0301",
])("a text comes back as it was stored: %j", async (text) => {
  await using warehouse = await openWarehouse(join(newFolder(), "test.duckdb"));
  await warehouse.transaction((tx) => tx.put("fact", [{ name: text, value: text }]));
  expect(await warehouse.query("SELECT * FROM fact WHERE name = $text", { text })).toEqual([
    { name: text, value: text },
  ]);
});
