import { expect, test } from "vitest";
import { openSandboxed, present } from "../../../test/sandboxed.ts";
import { openSession } from "../../../test/session.ts";
import { day, hour, type Interval, minute } from "../../base/index.ts";
import { sweepEvaluations } from "./evaluation-sweep.ts";
import { readCoverage, readWindows } from "./windows.ts";

test("a window of too many is halved until it can be read, and nothing is left out", async () => {
  await using org = await openSandboxed({ perDay: 0, days: 1 });
  const wanted = { from: present - 20 * day, to: present };
  await using session = await openSession(org, wanted);
  // Nothing for ten days, and a hundred an hour before them.
  const busy = ({ from, to }: Interval) => Math.max(0, Math.min(to, present - 10 * day) - from) / hour;
  const read: Interval[] = [];
  const windows = readWindows(session, {
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
  expect(await readCoverage(session.warehouse, "org", "surveys")).toEqual([{ ...wanted, to: present - 15 * minute }]);
});

test("a week of more evaluations than a window should have is given up with none of them, an hour is not", async () => {
  await using org = await openSandboxed({ perDay: 15_000, days: 20 });
  const week = { from: present - 7 * day, to: present };
  await using session = await openSession(org, week);
  expect(await sweepEvaluations(session, week)).toBe(null);
  await session.store.flush();
  expect(session.store.written()).toBe(0);
  expect(await sweepEvaluations(session, { from: present - hour, to: present })).toBeGreaterThan(0);
});
