import { join } from "node:path";
import { expect, test } from "vitest";
import { erase, InterruptedError, openWarehouse, sync } from "../../src/index.ts";
import { newFolder } from "../new-folder.ts";
import { openSandboxed } from "../servers/sandboxed.ts";

test("what is erased while a sync of the same open warehouse runs is not stored by it", async () => {
  await using org = await openSandboxed({ perDay: 8, days: 6 });
  const { clock, genesys } = org;
  const since = clock.now() - 5 * 86_400_000;
  await using known = await openWarehouse(join(newFolder(), "known.duckdb"));
  await sync(genesys, known, { since }, { clock });
  const [{ id } = { id: null }] = await known.query(
    "SELECT interaction_id AS id FROM response WHERE linked ORDER BY interaction_id LIMIT 1",
  );
  const interaction = String(id);

  await using warehouse = await openWarehouse(join(newFolder(), "w.duckdb"));
  const ended: string[] = [];
  const syncing = sync(genesys, warehouse, { since }, { clock }).then(() => ended.push("sync"));
  const erasing = erase(warehouse, { interaction }, { clock }).then((all) => {
    ended.push("erase");
    return all;
  });
  const stopped = erase(warehouse, { interaction }, { clock, signal: AbortSignal.timeout(1) });
  await expect(stopped).rejects.toBeInstanceOf(InterruptedError);
  expect(ended).toEqual([]);
  const [[erased]] = await Promise.all([erasing, syncing]);
  expect(ended).toEqual(["sync", "erase"]);
  expect(erased?.counts.responses).toBeGreaterThan(0);
  const left = "SELECT count(*) AS n FROM response WHERE interaction_id = $interaction";
  expect([await known.query(left, { interaction }), await warehouse.query(left, { interaction })]).toEqual([
    [{ n: expect.any(Number) }],
    [{ n: 0 }],
  ]);
});
