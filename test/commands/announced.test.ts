import { join } from "node:path";
import { Writable } from "node:stream";
import { expect, test } from "vitest";
import { openWarehouse } from "../../src/warehouse/index.ts";
import { newFolder } from "../new-folder.ts";
import { afterword } from "./terminal.ts";

const failing = (code: string): Writable =>
  new Writable({ write: (_chunk, _encoding, done) => done(Object.assign(new Error(`write ${code}`), { code })) });

/** For what would go on: a server that does not notice is stopped. */
const patience = 20_000;

test.each([
  ["EPIPE", 0, /^$/],
  ["ENOSPC", 2, /^Cannot write standard output: no space is left on the device\./],
] as const)("a server whose address cannot be printed, for %s, ends with %i", async (failure, expected, reported) => {
  const warehouse = join(newFolder(), "empty.duckdb");
  await (await openWarehouse(warehouse)).close();
  for (const args of [
    ["sandbox", "--days", "1", "--per-day", "1"],
    ["serve", "--no-sync", "--port", "0", "--warehouse", warehouse],
  ]) {
    const signal = AbortSignal.timeout(patience);
    const { code, stderr } = await afterword(args, { signal, context: { stdout: failing(failure) } });
    expect([args[0], code, stderr]).toEqual([args[0], expected, expect.stringMatching(reported)]);
  }
});
