import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openReader, openWarehouse } from "./index.ts";

test("closed while questions are on their way, it answers or refuses them, and the process lives", async () => {
  const folder = mkdtempSync(join(tmpdir(), "afterword-close-"));
  const place = join(folder, "test.duckdb");
  await (await openWarehouse(place))[Symbol.asyncDispose]();
  for (let round = 0; round < 20; round++) {
    const reader = await openReader(place);
    const asked = Promise.allSettled(
      Array.from({ length: 8 }, () => reader.query("SELECT count(*) AS n FROM response")),
    );
    await reader[Symbol.asyncDispose]();
    for (const answer of await asked)
      expect(answer.status === "fulfilled" ? answer.value : answer.reason instanceof Error).toBeTruthy();
  }
  rmSync(folder, { recursive: true, force: true });
});
