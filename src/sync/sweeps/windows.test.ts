import { expect, test } from "vitest";
import { openSandboxed, present } from "../../../test/servers/sandboxed.ts";
import { openSyncContext } from "../../../test/servers/sync-context.ts";
import { day, hour, type Interval, minute } from "../../base/index.ts";
import { sweepEvaluations } from "./evaluation-sweep.ts";
import { readCoverage, readWindows } from "./windows.ts";

test("a window of too many is halved until it can be read, and nothing is left out", async () => {
  await using org = await openSandboxed({ perDay: 0, days: 1 });
  const wanted = { from: present - 20 * day, to: present };
  await using context = await openSyncContext(org, wanted);
  // Nothing for ten days, and a hundred an hour before them.
  const busy = ({ from, to }: Interval) => Math.max(0, Math.min(to, present - 10 * day) - from) / hour;
  const read: Interval[] = [];
  const windows = readWindows(context, {
    ...{ sweep: "surveys", wanted, first: day / 4 },
    read: async (window) => {
      if (busy(window) > 100) return null;
      read.push(window);
      return busy(window) * 100;
    },
  });
  for await (const _ of windows);
  expect(read.length).toBeLessThan(40);
  expect(read.every((window, index) => window.to === (read[index - 1]?.from ?? present))).toBe(true);
  expect(await readCoverage(context.warehouse, "org", "surveys")).toEqual([{ ...wanted, to: present - 15 * minute }]);
});

test.each([
  ["of days ago is gone on from to the millisecond", 5 * day, [5 * day, 0]],
  ["up to half a minute ago leaves nothing newer to read", minute / 2, []],
])("what another sync has read %s", async (_, until, newer) => {
  await using org = await openSandboxed({ perDay: 0, days: 1 });
  const wanted = { from: present - 20 * day, to: present };
  await using context = await openSyncContext(org, wanted);
  const done = [{ from: present - 10 * day, to: present - until }];
  const leases: typeof context.leases = {
    ...context.leases,
    claim: (_sweep, choose) => context.warehouse.transaction((tx) => choose({ taken: [], done }, tx)),
  };
  const ends: number[] = [];
  const read = async ({ from, to }: Interval) => {
    if (from > present - 10 * day) ends.push(present - from, present - to);
    return 0;
  };
  for await (const _ of readWindows({ ...context, leases }, { sweep: "surveys", wanted, first: 30 * day, read }));
  expect(ends).toEqual(newer);
});

test("a week of more evaluations than a window should have is given up with none of them, an hour is not", async () => {
  await using org = await openSandboxed({ perDay: 15_000, days: 20 });
  const week = { from: present - 7 * day, to: present };
  await using context = await openSyncContext(org, week);
  expect(await sweepEvaluations(context, week)).toBe(null);
  await context.store.flush();
  expect(context.store.written()).toBe(0);
  expect(await sweepEvaluations(context, { from: present - hour, to: present })).toBeGreaterThan(0);
});
