import { join } from "node:path";
import { expect, test } from "vitest";
import { newFolder } from "../../../test/new-folder.ts";
import { openWarehouse } from "../../warehouse/index.ts";
import { clearRows } from "./clear-rows.ts";

/** Their marks would take 80 MB. */
const rows = 2_500_000;
const tight = { memoryLimit: "35MB" };

test("more rows are deleted than DuckDB could mark as deleted at once", async () => {
  const folder = newFolder();
  const place = join(folder, "test.duckdb");
  {
    await using warehouse = await openWarehouse(place);
    await warehouse.transaction((tx) =>
      tx.run(
        `INSERT INTO answer BY NAME
         SELECT 'org' AS organization_id, CAST(range // 5 AS VARCHAR) AS response_id, range % 5 AS position,
           'q' AS question_id, 'other' AS role, false AS lead, false AS not_applicable, false AS headline
         FROM range(${rows})`,
      ),
    );
    await warehouse.transaction((tx) => tx.run("DELETE FROM answer WHERE CAST(response_id AS INTEGER) % 200 = 0"));
  }
  {
    await using warehouse = await openWarehouse(place, tight);
    await expect(warehouse.transaction((tx) => tx.run("DELETE FROM answer"))).rejects.toThrow("more memory");
  }
  {
    await using warehouse = await openWarehouse(place, tight);
    const count = async () => (await warehouse.query("SELECT count(*) AS n FROM answer"))[0];
    await clearRows(warehouse, "another");
    expect(await count()).toEqual({ n: rows - rows / 200 });
    await clearRows(warehouse, "org");
    expect(await count()).toEqual({ n: 0 });
  }
}, 60_000);
