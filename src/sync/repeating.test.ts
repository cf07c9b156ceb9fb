import { join } from "node:path";
import { expect, test } from "vitest";
import { newFolder } from "../../test/new-folder.ts";
import { openWarehouse } from "../warehouse/index.ts";
import { repeating } from "./repeating.ts";

test("what lacked memory is done again, and has it then", async () => {
  await using opened = await openWarehouse(join(newFolder(), "a.duckdb"), { memoryLimit: "40MB" });
  let done = 0;
  const warehouse = repeating({
    ...opened,
    transaction: (work, signal) => {
      done += 1;
      return opened.transaction(work, signal);
    },
  });
  const groups = 160;
  await warehouse.transaction((tx) =>
    tx.run(`INSERT INTO fact SELECT CAST(range AS VARCHAR), 'v' FROM range(${groups * 8192})`),
  );
  // A row that is deleted holds 256 KiB for its group of rows until the file is renewed.
  for (let first = 0; first < groups; first += 10)
    await warehouse.transaction((tx) =>
      tx.run("DELETE FROM fact WHERE CAST(name AS INTEGER) IN (SELECT 8192 * unnest(range($first, $end)))", {
        first,
        end: first + 10,
      }),
    );
  expect(await warehouse.query("SELECT count(*) AS n FROM fact")).toEqual([{ n: groups * 8191 }]);
  expect(done).toBeGreaterThan(1 + groups / 10);
});
