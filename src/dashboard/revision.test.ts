import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readVersion } from "../warehouse/index.ts";
import { createRevision } from "./revision.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "afterword-revision-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("it counts up when the file or its journal is written, looked at every few seconds at most", async () => {
  const place = join(folder, "one.duckdb");
  writeFileSync(place, "tables");
  let now = 0;
  const revision = createRevision(
    () => readVersion({ place, query: async () => [] }),
    () => now,
  );
  const seen: number[] = [];
  const stop = revision.onChange((count) => seen.push(count));
  expect(await revision.current()).toBe(1);
  writeFileSync(`${place}.wal`, "a commit");
  now = 4_999;
  expect(await revision.current()).toBe(1);
  now = 5_000;
  expect(await revision.current()).toBe(2);
  appendFileSync(`${place}.wal`, "another");
  await revision.look();
  expect(await revision.current()).toBe(3);
  // A checkpoint puts the journal into the file.
  rmSync(`${place}.wal`);
  writeFileSync(place, "more tables");
  now = 20_000;
  expect([await revision.current(), await revision.current()]).toEqual([4, 4]);
  stop();
  appendFileSync(place, "unheard");
  await revision.look();
  expect(seen).toEqual([1, 2, 3, 4]);
});
