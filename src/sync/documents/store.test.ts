import { expect, test } from "vitest";
import { openSandboxed, present } from "../../../test/servers/sandboxed.ts";
import { openSyncContext } from "../../../test/servers/sync-context.ts";
import { day } from "../../base/index.ts";

const hundreds = (count: number): string[] => Array.from({ length: count * 100 }, (_, index) => `${index}`);

test("there is room when few batches wait for their commit", async () => {
  await using org = await openSandboxed({ perDay: 0, days: 1 });
  await using context = await openSyncContext(org, { from: present - day, to: present });
  for (const id of hundreds(10)) context.store.keep("user", id, { id, name: id });
  await context.store.room();
  const [row] = await context.warehouse.query("SELECT count(*) AS documents FROM document");
  expect(Number(row?.["documents"])).toBeGreaterThanOrEqual(700);
});

test("where nothing can be stored, a caller that waits for room gets the error", async () => {
  await using org = await openSandboxed({ perDay: 0, days: 1 });
  await using context = await openSyncContext(org, { from: present - day, to: present });
  await context.warehouse.transaction((tx) => tx.run("DROP TABLE document"));
  for (const id of hundreds(10)) context.store.keep("user", id, { id, name: id });
  await expect(context.store.room()).rejects.toThrow("document");
});
