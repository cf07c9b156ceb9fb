import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openSandboxed, present } from "../../test/sandboxed.ts";
import { day, hour, type Interval, systemClock } from "../base/index.ts";
import { createFindings, createForms, createNames, defaultRequest, type Job } from "../extract/index.ts";
import { openWarehouse } from "../warehouse/index.ts";
import { defaultSync } from "./request.ts";
import { createStore } from "./store.ts";
import { readCoverage, readWindows } from "./windows.ts";

test("a window of too many is halved until it can be read, and nothing is left out", async () => {
  await using org = await openSandboxed({ perDay: 0, days: 1 });
  const folder = await mkdtemp(join(tmpdir(), "afterword-"));
  {
    await using warehouse = await openWarehouse(join(folder, "test.duckdb"));
    const wanted = { from: present - 20 * day, to: present };
    const store = createStore(warehouse, "org", (address) => address, systemClock);
    const { genesys } = org;
    const request = defaultRequest(wanted);
    const job: Job = {
      genesys,
      request,
      findings: createFindings(),
      clock: systemClock,
      signal: undefined,
      count() {},
    };
    const names = createNames(job);
    const session = {
      warehouse,
      store,
      request: defaultSync(),
      job,
      clock: systemClock,
      forms: createForms(job),
      names,
    };
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
    expect(await readCoverage(warehouse, "org", "surveys")).toEqual([wanted]);
  }
  await rm(folder, { recursive: true });
});
