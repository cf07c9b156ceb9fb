import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { openReader, openWarehouse } from "../../src/warehouse/index.ts";
import { newFolder } from "../new-folder.ts";

let folder: string;
let place: string;
beforeEach(async () => {
  folder = newFolder();
  place = join(folder, "warehouse.duckdb");
});

const batches = join(import.meta.dirname, "warehouse-batches.mjs");

/** The lines a process prints, as they come; its errors are the test's output. */
function linesOf(child: ChildProcessWithoutNullStreams): {
  readonly lines: readonly string[];
  readonly end: Promise<unknown>;
} {
  const lines: string[] = [];
  let rest = "";
  child.stderr.pipe(process.stderr);
  child.stdout.setEncoding("utf8").on("data", (piece: string) => {
    const whole = `${rest}${piece}`.split("\n");
    rest = whole.pop() ?? "";
    lines.push(...whole);
  });
  return { lines, end: once(child, "close") };
}

/** The batches that are there; each must be there whole, in both tables. */
async function committed(): Promise<readonly number[]> {
  await using reader = await openReader(place);
  const rows = await reader.query(
    `SELECT queue.name AS batch, count(*) AS rows, count(fact.name) AS facts
     FROM queue LEFT JOIN fact ON fact.name = queue.queue_id GROUP BY queue.name`,
  );
  for (const { rows: count, facts } of rows) expect([count, facts]).toEqual([100, 100]);
  const [all] = await reader.query("SELECT count(*) AS n FROM fact");
  expect(all).toEqual({ n: rows.length * 100 });
  return rows.map(({ batch }) => Number(batch));
}

test("killed at any moment, it keeps every acknowledged batch and no half one", async () => {
  const acknowledged = new Set<number>();
  for (let round = 0; round < 10; round += 1) {
    const child = spawn(process.execPath, [batches, place, String(round * 1000)]);
    const { lines, end } = linesOf(child);
    while (lines.length < 1 + (round % 3)) await new Promise((resolve) => setTimeout(resolve, 5));
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 40));
    child.kill("SIGKILL");
    await end;
    for (const line of lines) acknowledged.add(Number(line));
    const there = await committed();
    expect(there).toEqual(expect.arrayContaining([...acknowledged]));
    // At most the batch whose commit was not acknowledged any more, each round.
    expect(there.length).toBeLessThanOrEqual(acknowledged.size + round + 1);
  }
});

test.skipIf(process.platform === "win32")("without room it reports that, and goes on when there is some", async () => {
  const child = spawn("bash", ["-c", `ulimit -f 3000; exec "${process.execPath}" "${batches}" "${place}" 0`]);
  const { lines, end } = linesOf(child);
  await end;
  expect(lines.at(-1)).toMatch(/^usage: There is no room left to write .*warehouse\.duckdb\.$/);
  const acknowledged = lines.slice(0, -1).map(Number);
  expect(acknowledged.length).toBeGreaterThan(5);
  expect(await committed()).toEqual(expect.arrayContaining(acknowledged));
  await using warehouse = await openWarehouse(place);
  await warehouse.transaction((tx) => tx.put("fact", [{ name: "more" }]));
});

test("where there can be no file, it reports that and makes none", async () => {
  const missing = { code: "usage", message: expect.stringContaining("cannot be opened") };
  await expect(openWarehouse(join(folder, "no", "such", "folder.duckdb"))).rejects.toMatchObject(missing);
  await mkdir(join(folder, "a-folder"));
  await expect(openWarehouse(join(folder, "a-folder"))).rejects.toMatchObject({ code: "usage" });
  expect(await readdir(folder)).toEqual(["a-folder"]);
});

// Nothing is forbidden to root: as root, it is somebody else who tries.
test.skipIf(process.platform === "win32")("in a read-only folder it reports that, and reads", async () => {
  await (await openWarehouse(place))[Symbol.asyncDispose]();
  await chmod(folder, 0o555);
  const nobody = process.getuid?.() === 0 ? { uid: 65_534, cwd: folder } : {};
  const { lines, end } = linesOf(spawn(process.execPath, [batches, place, "0"], nobody));
  await end;
  expect(lines).toEqual([expect.stringMatching(/^usage: .*warehouse\.duckdb may not be opened or written\.$/)]);
  expect(await committed()).toEqual([]);
  expect(await readdir(folder)).toEqual(["warehouse.duckdb"]);
  await chmod(folder, 0o755);
});
