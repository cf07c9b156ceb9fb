import { join } from "node:path";
import { expect, test } from "vitest";
import { newFolder } from "../../../test/new-folder.ts";
import { openWarehouse } from "../index.ts";

const row = (organization_id: string, response_id: string) => ({ organization_id, source: "survey", response_id });
const wanted = { table: "underived", columns: "source, response_id", organization: "org", by: "response_id" } as const;

test("rows are found by a column's values: stored ones, ones of this transaction, none of another organization", async () => {
  await using warehouse = await openWarehouse(join(newFolder(), "warehouse.duckdb"));
  await warehouse.transaction((tx) => tx.append("underived", [row("org", "a"), row("org", "b"), row("other", "c")]));
  await warehouse.transaction(async (tx) => {
    await tx.run("DELETE FROM underived WHERE response_id = 'b'");
    await tx.append("underived", [row("org", "d"), row("org", "e"), row("other", "f")]);
    const found = await tx.find({ ...wanted, values: ["a", "b", "c", "d", "f", "g"] });
    expect(
      found.toSorted((one, other) => (String(one["response_id"]) < String(other["response_id"]) ? -1 : 1)),
    ).toEqual([
      { source: "survey", response_id: "a" },
      { source: "survey", response_id: "d" },
    ]);
    expect(await tx.find({ ...wanted, values: [] })).toEqual([]);
  });
});
