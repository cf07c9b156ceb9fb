import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createLimitedOrg, type LimitedOrg, pseudoRandom } from "../../test/servers/limited-org.ts";
import { createVirtualTime } from "../../test/servers/virtual-time.ts";
import { type Clock, minute } from "../base/index.ts";
import { createSharedBudget, type SharedTexts } from "./shared-budget.ts";

/** A row of a database, which one after the other changes, each in some milliseconds. */
function createRow(clock: Clock, random: () => number, ahead: number): SharedTexts {
  let text: string | null = null;
  let last: Promise<unknown> = Promise.resolve();
  return {
    change(_, step) {
      const turn = last.then(async () => {
        await clock.sleep(1 + random() * 9);
        const { value, result } = step(text, clock.now() + ahead);
        text = value;
        return result;
      });
      last = turn;
      return turn;
    },
  };
}

interface Simulated extends Omit<LimitedOrg, "round"> {
  readonly processes: number;
  readonly requests: number;
  /** Milliseconds that a request takes at most. */
  readonly latency: number;
  /** When the first process is killed, its requests in flight with it. */
  readonly killedAt?: number;
}

/** Processes of one client, each with some requests at a time, that know nothing of each other but the row. */
async function simulate({ processes, requests, latency, killedAt, ...org }: Simulated, seed: number) {
  const random = pseudoRandom(seed);
  const { clock, run } = createVirtualTime();
  const server = createLimitedOrg(clock, { ...org, round: Math.ceil });
  // The clock of the database is another one.
  const row = createRow(clock, random, 7_654_321);
  let [left, served] = [requests, 0];
  const isDead = (process: number) => process === 0 && killedAt !== undefined && clock.now() > 1_000_000 + killedAt;
  const worker = async (process: number, slot: number) => {
    let made = 0;
    const budget = createSharedBudget(row, {
      clientId: "client",
      clock,
      newId: () => `${process}.${slot}.${++made}`,
      onWait: () => {},
      maxSilence: 10 * minute,
      giveUp: () => new Error("The limit shows no room."),
    });
    while (left > 0 && !isDead(process)) {
      left -= 1;
      const permit = await budget.take(new AbortController().signal);
      await clock.sleep(10 + (random() * latency) / 2);
      const header = server.answer();
      await clock.sleep(10 + (random() * latency) / 2);
      if (isDead(process)) return;
      served += 1;
      await permit.giveBack(header);
    }
  };
  const all = Array.from({ length: processes }, (_, process) =>
    Array.from({ length: 6 }, (_, slot) => worker(process, slot)),
  );
  await run(Promise.all(all.flat()));
  return { refused: server.refused(), served, ...server.used() };
}

describe("three processes of one client", () => {
  const org = { allowed: () => 300, processes: 3, requests: 1_500, latency: 300 };

  test("never overdraw its limit, and use 95 % of it", async () => {
    const { refused, share, served } = await simulate(org, 3);
    expect([refused, served]).toEqual([0, 1_500]);
    expect(share).toBeGreaterThan(0.95);
  });

  test("nor where one is killed with requests in flight, whose room is free again when their window is surely over", async () => {
    const { refused, served, windows } = await simulate({ ...org, killedAt: 70_000 }, 4);
    expect(refused).toBe(0);
    expect(served).toBeGreaterThan(1_480);
    expect(windows).toBeLessThanOrEqual(6);
  });
});

test("no number of processes, latency, allowance or order of answers overdraws a shared limit", async () => {
  const simulated = fc.record({
    allowed: fc.integer({ min: 2, max: 80 }).map((allowed) => () => allowed),
    grid: fc.boolean(),
    before: fc.boolean(),
    processes: fc.integer({ min: 1, max: 4 }),
    latency: fc.integer({ min: 20, max: 20_000 }),
    killedAt: fc.integer({ min: 1_000, max: 200_000 }),
  });
  await fc.assert(
    fc.asyncProperty(simulated, fc.integer(), async (one, seed) => {
      const { refused } = await simulate({ ...one, requests: 200 }, seed);
      expect(refused).toBe(0);
    }),
    { numRuns: 30 },
  );
});

test("a limit that keeps a request waiting for longer than the caller's patience ends it, and an abort does so at once", async () => {
  const { clock, run } = createVirtualTime();
  const row = createRow(clock, () => 0, 0);
  const budget = (maxSilence: number) =>
    createSharedBudget(row, {
      clientId: "client",
      clock,
      newId: () => String(clock.now()),
      onWait: () => {},
      maxSilence,
      giveUp: (silence, wait) => new Error(`${silence} ${wait > 50_000}`),
    });
  const header = (name: string) => (name.endsWith("reset") ? "60" : name.startsWith("inin") ? "10" : "");
  await run(
    (async () => {
      const permit = await budget(minute).take(new AbortController().signal);
      await permit.giveBack(header);
      await expect(budget(10_000).take(new AbortController().signal)).rejects.toThrow("0 true");
      const stop = new AbortController();
      const waiting = budget(10 * minute).take(stop.signal);
      await clock.sleep(100);
      stop.abort(new Error("stopped"));
      await expect(waiting).rejects.toThrow("stopped");
    })(),
  );
});
