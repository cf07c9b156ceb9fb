import { describe, expect, test } from "vitest";
import { hour, isoTime, minute } from "../../src/base/index.ts";
import { describeStale, judgeFreshness } from "../../src/cli/results/freshness.ts";
import { createMovableClock, openSandbox, type SandboxOptions } from "../../src/sandbox/index.ts";
import type { OrganizationStatus } from "../../src/sync/index.ts";
import { newFolder } from "../new-folder.ts";
import { createTestClock } from "../servers/clock.ts";
import { present } from "../servers/sandboxed.ts";
import { start } from "./process.ts";
import { afterword, leadTo } from "./terminal.ts";

/** An org, a folder for its warehouse, and the command line in it, so long after the start. */
async function openWatched(options: SandboxOptions = {}) {
  const clock = createMovableClock(present);
  const sandbox = await openSandbox({ perDay: 20, days: 8, limit: "off", clock, ...options });
  const [cwd, env] = [newFolder(), leadTo(sandbox)];
  const run = (after: number, args: readonly string[], more: Readonly<Record<string, string>> = {}) =>
    afterword(args, { cwd, env: { ...env, ...more }, context: { clock: createTestClock(present + after) } });
  return {
    async sync(after: number, args: readonly string[] = [], more = {}) {
      await clock.sleep(present + after - clock.now());
      return (await run(after, ["sync", "--since", "4d", ...args], more)).code;
    },
    status: (after: number, age: string, ...flags: string[]) => run(after, ["status", "--max-age", age, ...flags]),
    [Symbol.asyncDispose]: () => sandbox[Symbol.asyncDispose](),
  };
}

const freshnessOf = ({ stdout }: { readonly stdout: string }): unknown =>
  (JSON.parse(stdout) as { freshness: unknown }).freshness;

describe("status --max-age", () => {
  test("0 while the newest complete sync is young enough, then 8; it says how old, and what happened since", async () => {
    await using watched = await openWatched();
    expect(await watched.sync(0)).toBe(0);
    const young = await watched.status(2 * hour, "2h");
    expect([young.code, young.stderr]).toEqual([0, ""]);
    expect(freshnessOf(young)).toEqual({ max_age_seconds: 7200, age_seconds: 7200, stale: false });
    const old = await watched.status(2 * hour + minute, "120m");
    expect([old.code, old.stderr]).toEqual([
      8,
      expect.stringMatching(
        /^The newest complete sync began 2 h ago, on .*; --max-age allows 120m\.\nRun afterword sync/,
      ),
    ]);
    expect(freshnessOf(old)).toEqual({ max_age_seconds: 7200, age_seconds: 7260, stale: true });
    // Failed runs do not make it older or younger; they explain it.
    expect(await watched.sync(hour, [], { GENESYS_CLIENT_SECRET: "wrong" })).toBe(3);
    expect((await watched.status(hour, "2h")).code).toBe(0);
    const failed = await watched.status(3 * hour, "2h");
    expect([failed.code, failed.stderr]).toEqual([8, expect.stringMatching(/3 h ago[\s\S]*failed, exit code 3: /)]);
  });

  test("8 where no sync has been complete: of a warehouse that knows no organization, and of one with incomplete runs", async () => {
    await using watched = await openWatched();
    expect(await watched.sync(0, [], { GENESYS_CLIENT_SECRET: "wrong" })).toBe(3);
    const refused = await watched.status(minute, "2h");
    expect([refused.code, refused.stderr]).toEqual([
      8,
      expect.stringMatching(/No sync has been complete yet[\s\S]*code 3/),
    ]);
    expect(freshnessOf(refused)).toEqual({ max_age_seconds: 7200, age_seconds: null, stale: true });

    await using half = await openWatched({ withoutPermissions: ["groups:team:view"] });
    expect(await half.sync(0)).toBe(6);
    const incomplete = await half.status(minute, "2h");
    expect([incomplete.code, incomplete.stderr]).toEqual([
      8,
      expect.stringMatching(/No sync has been complete yet[\s\S]*was incomplete, exit code 6: .*groups:team:view/),
    ]);
  });

  test("each source that the warehouse holds has to be young enough, by whichever run", async () => {
    await using watched = await openWatched();
    expect(await watched.sync(0)).toBe(0);
    expect(await watched.sync(3 * hour, ["--source", "surveys"])).toBe(0);
    const evaluationsAreOld = await watched.status(3 * hour, "2h");
    expect([evaluationsAreOld.code, freshnessOf(evaluationsAreOld)]).toEqual([
      8,
      { max_age_seconds: 7200, age_seconds: 10_800, stale: true },
    ]);
    expect(await watched.sync(3 * hour + minute, ["--source", "evaluations"])).toBe(0);
    expect((await watched.status(3 * hour + minute, "2h")).code).toBe(0);

    // One source alone is complete where the warehouse has never held the other.
    await using alone = await openWatched();
    expect(await alone.sync(0, ["--source", "surveys"])).toBe(0);
    expect((await alone.status(minute, "2h")).code).toBe(0);
  });

  test.each(["", "2", "2 years", "-2h", "0h", "2026-03-01"])("%j is no length of time: exit code 2", async (age) => {
    await using watched = await openWatched({ perDay: 1 });
    await watched.sync(0);
    const { code, stderr, stdout } = await watched.status(0, age);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("--max-age");
  });

  test("a path without a warehouse is a mistake, not an old warehouse", async () => {
    const { code, stderr } = await start(["status", "--max-age", "2h"]).end;
    expect([code, stderr]).toEqual([2, expect.stringContaining("There is no warehouse")]);
  });

  test("as a process of its own", async () => {
    const run = start(["sync", "--sandbox", "--warehouse", "own.duckdb"]);
    await run.end;
    const place = `${run.cwd}/own.duckdb`;
    expect((await start(["status", "--max-age", "1h", "--warehouse", place]).end).code).toBe(0);
    expect((await start(["status", "--max-age", "1s", "--warehouse", place]).end).code).toBe(8);
  });
});

test("of several organizations the one that is furthest behind decides, and is named", () => {
  const org = (name: string, age: number | null): OrganizationStatus =>
    Object.assign({} as OrganizationStatus, {
      ...{ id: name, name, runs: [] },
      lastCompleteSync: age === null ? null : isoTime(present - age),
    });
  const options = { now: present, maxAge: 2 * hour };
  const words = { ...options, written: "2h", timeZone: "UTC" };
  const behindLimit = [org("North", minute), org("South", 5 * hour)];
  expect(judgeFreshness(behindLimit, options)).toEqual({ maxAge: 2 * hour, age: 5 * hour, stale: true });
  expect(describeStale(behindLimit, [], words)[0]).toMatch(/^South: The newest complete sync began 5 h ago/);
  expect(judgeFreshness([org("North", minute), org("South", null)], options)).toMatchObject({ age: null, stale: true });
  expect(judgeFreshness([org("North", minute), org("South", hour)], options)).toMatchObject({
    age: hour,
    stale: false,
  });
});
