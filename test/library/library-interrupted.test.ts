import { join } from "node:path";
import { expect, test } from "vitest";
import { InterruptedError, openWarehouse, rebuild, sync } from "../../src/index.ts";
import { newFolder } from "../new-folder.ts";
import { openSandboxed } from "../servers/sandboxed.ts";

test("whatever a signal stops ends with InterruptedError, wherever it was", async () => {
  await using org = await openSandboxed({ perDay: 8, days: 6 });
  await using warehouse = await openWarehouse(join(newFolder(), "w.duckdb"));
  const { clock, genesys } = org;
  const since = clock.now() - 5 * 86_400_000;
  for (const stage of ["found", "linked", "derived"] as const) {
    const stop = new AbortController();
    const onProgress = (progress: Readonly<Record<typeof stage, number>>): void => {
      if (progress[stage] > 0) stop.abort();
    };
    const stopped = sync(genesys, warehouse, { since }, { clock, signal: stop.signal, onProgress });
    await expect(stopped, stage).rejects.toBeInstanceOf(InterruptedError);
  }
  await sync(genesys, warehouse, { since }, { clock });
  const stop = new AbortController();
  const derived = rebuild(warehouse, {}, { clock, signal: stop.signal, onDerived: () => stop.abort() });
  await expect(derived).rejects.toBeInstanceOf(InterruptedError);
});
