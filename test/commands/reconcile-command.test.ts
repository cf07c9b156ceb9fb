import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openWarehouse } from "../../src/warehouse/index.ts";
import { newFolder } from "../new-folder.ts";
import { openSandboxed, type Sandboxed } from "../servers/sandboxed.ts";
import { afterword, leadTo, type World } from "./terminal.ts";

const cwd = newFolder();
let org: Sandboxed;
let world: World;
beforeAll(async () => {
  org = await openSandboxed({ perDay: 8, days: 20 });
  world = { cwd, env: leadTo(org.sandbox) };
  expect((await afterword(["sync", "--since", "16d"], world)).code).toBe(0);
});
afterAll(() => org[Symbol.asyncDispose]());

/** As if the rows of these had been lost. */
async function loseRows(condition: string): Promise<number> {
  await using warehouse = await openWarehouse(join(cwd, "afterword.duckdb"));
  return await warehouse.transaction((tx) => tx.run(`DELETE FROM response WHERE ${condition}`));
}

/** What a terminal shows one after the other, on one line and on the next. */
const linesOf = (stderr: string): string[] => stderr.split(/\r\u001b\[2K|\n/).filter((line) => line !== "");
const progress = /^(starting|comparing|what is lost).* · \d+ requests, \d+\/min$/;

const old = "status = 'Finished' AND submit_date < CAST('2026-03-25' AS TIMESTAMP)";

test("nothing is lost, and a terminal shows only what differs", async () => {
  const { code, stdout, stderr } = await afterword(["reconcile"], { ...world, columns: 140 });
  expect([code, linesOf(stderr).filter((line) => !progress.test(line))]).toEqual([0, []]);
  expect(linesOf(stderr)).toContainEqual(expect.stringMatching(progress));
  expect(stdout).toMatch(/Genesys counts \d+ responses; the warehouse has \d+ of them \(5 requests\)\.\n/);
  expect(stdout).toMatch(/\nNothing is lost\.\n$/);
  for (const line of stdout.split("\n").filter((one) => /^2026-/.test(one))) expect(line).not.toMatch(/ (\d+) +\1$/);
});

test("a loss is exit code 6 with its day, form and kind, and --repair reads it at the cost that it named", async () => {
  const lost = await loseRows(`${old} AND source = 'survey'`);
  expect(lost).toBeGreaterThan(3);
  const found = await afterword(["reconcile", "--json"], world);
  const { counts, ...summary } = JSON.parse(found.stdout);
  expect([found.code, summary]).toMatchObject([6, { lost, complete: false, repair: { documents: 0 } }]);
  const places = counts.filter((cell: { lost: number }) => cell.lost > 0);
  expect(places.reduce((all: number, cell: { lost: number }) => all + cell.lost, 0)).toBe(lost);
  for (const cell of places)
    expect(cell).toMatchObject({ day: expect.stringMatching(/^2026-03-/), source: "survey", status: "Finished" });
  expect(found.stderr).toContain(`Lost: ${lost} responses.\nRun "afterword reconcile --repair"`);
  const repaired = await afterword(["reconcile", "--repair"], { ...world, columns: 140 });
  expect(repaired.code).toBe(0);
  const sentences = linesOf(repaired.stderr).filter((line) => !progress.test(line));
  expect(sentences).toEqual([
    expect.stringMatching(/^Reading what is lost takes about \d+ requests?, 0 of them for documents\.$/),
  ]);
  expect(repaired.stdout).toContain(`${lost} responses that were lost are there again. Nothing is lost.`);
});

test("a range is compared alone, and one that the warehouse does not hold is refused", async () => {
  const lost = await loseRows(`${old} AND source = 'evaluation' AND NOT deleted`);
  expect(lost).toBeGreaterThan(0);
  expect((await afterword(["reconcile", "--since", "5d"], world)).code).toBe(0);
  const before = await afterword(["reconcile", "--from", "2026-01-01", "--to", "2026-02-01"], world);
  expect([before.code, before.stderr]).toEqual([2, expect.stringContaining("holds nothing of the range")]);
  expect((await afterword(["reconcile", "--repair"], world)).code).toBe(0);
});

test("without a warehouse there is nothing to compare", async () => {
  const { code, stderr } = await afterword(["reconcile", "--warehouse", "none.duckdb"], world);
  expect([code, stderr]).toEqual([
    2,
    expect.stringMatching(/no warehouse at .*none\.duckdb\.\nRun "afterword sync" first/),
  ]);
});

test("without the permission to count it ends with exit code 4, and names it", async () => {
  const withoutPermissions = ["analytics:surveyAggregate:view", "analytics:evaluationAggregate:view"];
  await using other = await openSandboxed({ perDay: 8, days: 20, withoutPermissions });
  const { code, stderr } = await afterword(["reconcile"], { ...world, env: leadTo(other.sandbox) });
  expect([code, stderr]).toEqual([
    4,
    expect.stringMatching(/analytics:surveyAggregate:view[\s\S]*evaluationAggregate/),
  ]);
});
