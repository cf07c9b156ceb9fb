import { join } from "node:path";
import { expect, test } from "vitest";
import { newFolder } from "../../test/new-folder.ts";
import { createTestClock } from "../../test/servers/clock.ts";
import { day, hour, type Interval, minute } from "../base/index.ts";
import { openWarehouse } from "../warehouse/index.ts";
import { createLeases, type SweepState } from "./leases.ts";
import { gaps } from "./sweeps/coverage.ts";

const start = Date.parse("2026-03-31T10:00:00Z");
const wanted: Interval = { from: start - 4 * day, to: start };

/** Two runs on one warehouse, as two processes are on a server. */
async function openTwo() {
  const clock = createTestClock(start);
  const file = await openWarehouse(join(newFolder(), "leases.duckdb"));
  const shared = { change: () => Promise.reject(new Error("No fact is changed.")) };
  const run = (owner: string) =>
    createLeases({ ...file, shared }, { organizationId: "org", owner, clock, signal: undefined });
  return { clock, file, one: run("one"), other: run("other"), run, [Symbol.asyncDispose]: file[Symbol.asyncDispose] };
}

/** The newest free day. */
const newestDay = async ({ taken, done }: SweepState): Promise<Interval | "wait" | null> => {
  const free = gaps([...taken, ...done], wanted).at(-1);
  if (!free) return taken.length > 0 ? "wait" : null;
  return { from: Math.max(free.from, free.to - day), to: free.to };
};

const backBy = (days: number): Interval => ({ from: start - (days + 1) * day, to: start - days * day });

test("each takes what no other has, each sweep for itself, and what was read since it began is not read again", async () => {
  await using two = await openTwo();
  const { one, other, file, clock } = two;
  expect(await one.claim("surveys", newestDay)).toEqual(backBy(0));
  expect(await other.claim("surveys", newestDay)).toEqual(backBy(1));
  expect(await other.claim("evaluations", newestDay)).toEqual(backBy(0));
  clock.advance(minute);
  expect(await file.transaction((tx) => one.noteDone(tx, "surveys", backBy(0)))).toBe(true);
  await one.release("surveys");
  expect(await one.claim("surveys", newestDay)).toEqual(backBy(0));
  expect(await two.run("later").claim("surveys", newestDay)).toEqual(backBy(2));
  await other.release("surveys");
  expect(await other.claim("surveys", newestDay)).toEqual(backBy(1));
});

test("whoever is silent for too long is taken for dead, and cannot note what another one reads by now", async () => {
  await using two = await openTwo();
  const { one, other, file, clock } = two;
  await one.claim("surveys", newestDay);
  clock.advance(4 * minute);
  expect(await other.claim("surveys", newestDay)).toEqual(backBy(1));
  await other.release("surveys");
  clock.advance(2 * minute);
  expect(await other.claim("surveys", newestDay)).toEqual(backBy(0));
  expect(await file.transaction((tx) => one.noteDone(tx, "surveys", backBy(0)))).toBe(false);
  expect(await file.transaction((tx) => other.noteDone(tx, "surveys", backBy(0)))).toBe(true);
});

test("a commit renews what a run has, so that one that takes an hour keeps it", async () => {
  await using two = await openTwo();
  await two.one.claim("surveys", newestDay);
  for (let passed = 0; passed < hour; passed += 4 * minute) {
    two.clock.advance(4 * minute);
    await two.one.warehouse.transaction(async () => {});
  }
  expect(await two.other.claim("surveys", newestDay)).toEqual(backBy(1));
});

test("what is taken and not read is waited for, and is free when its run is dead", async () => {
  await using two = await openTwo();
  const all = async ({ taken, done }: SweepState) => (gaps([...taken, ...done], wanted).length > 0 ? wanted : "wait");
  expect(await two.one.claim("surveys", all)).toEqual(wanted);
  expect(await two.other.claim("surveys", all)).toBe("wait");
  two.clock.advance(6 * minute);
  expect(await two.other.claim("surveys", all)).toEqual(wanted);
});

test("a run that fails gives back what it has at once, and nothing of another run", async () => {
  await using two = await openTwo();
  await two.one.claim("surveys", newestDay);
  await two.one.claim("evaluations", newestDay);
  await two.other.claim("surveys", newestDay);
  await two.one.releaseAll();
  const later = two.run("later");
  expect(await later.claim("surveys", newestDay)).toEqual(backBy(0));
  await later.release("surveys");
  expect(await later.claim("evaluations", newestDay)).toEqual(backBy(0));
  expect(await two.run("last").claim("surveys", async ({ taken }) => taken[0] ?? null)).toEqual(backBy(1));
});

test("a task is done by one at a time; one that fails or dies with it gives way", async () => {
  await using two = await openTwo();
  const { one, other, clock } = two;
  const steps: string[] = [];
  let end = (): void => {};
  const ending = new Promise<void>((resolve) => {
    end = resolve;
  });
  const first = one.alone("rows", async () => {
    steps.push("one begins");
    await ending;
    steps.push("one ends");
  });
  await expect.poll(() => steps).toEqual(["one begins"]);
  const second = other.alone("rows", async () => void steps.push("other"));
  end();
  await Promise.all([first, second]);
  expect(steps).toEqual(["one begins", "one ends", "other"]);
  await expect(one.alone("rows", () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  expect(await other.alone("rows", async () => "done")).toBe("done");
  void one.alone("rows", () => new Promise(() => {}));
  await expect.poll(() => clock.slept()).toBeGreaterThanOrEqual(0);
  const before = clock.now();
  await other.alone("rows", async () => {});
  expect(clock.now() - before).toBeLessThanOrEqual(6 * minute);
});

test("what is done once is done by the first of those who run at once, and again by those who begin later", async () => {
  await using two = await openTwo();
  const done: string[] = [];
  await expect(two.one.once("recount", () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  two.clock.advance(1);
  await two.other.once("recount", async () => void done.push("other"));
  await two.one.once("recount", async () => void done.push("one"));
  two.clock.advance(1);
  await two.run("later").once("recount", async () => void done.push("later"));
  expect(done).toEqual(["other", "later"]);
});

test("of a file that one process alone writes, everything is free and nothing is stored", async () => {
  await using two = await openTwo();
  const alone = createLeases(two.file, { organizationId: "org", owner: "one", clock: two.clock, signal: undefined });
  expect(await alone.claim("surveys", newestDay)).toEqual(backBy(0));
  expect(await alone.alone("rows", async () => 1)).toBe(1);
  expect(await two.file.query("SELECT * FROM lease")).toEqual([]);
});
