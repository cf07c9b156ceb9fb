import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { keys } from "../../src/warehouse/tables.ts";

test("the page of the warehouse has a line for every table", () => {
  const [, reference = ""] = readFileSync("docs/warehouse.md", "utf8").split("\n## All tables\n");
  const [tables = ""] = reference.split("\n## ");
  const named = new Set([...tables.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, first]) => first?.match(/\w+/g) ?? []));
  expect(Object.keys(keys).filter((table) => !named.has(table))).toEqual([]);
});
