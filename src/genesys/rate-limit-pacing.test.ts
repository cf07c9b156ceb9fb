import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createLimitedOrg, type LimitedOrg, pseudoRandom } from "../../test/servers/limited-org.ts";
import { createVirtualTime } from "../../test/servers/virtual-time.ts";
import { minute } from "../base/index.ts";
import { createGate } from "./rate-limit-gate.ts";

/** Sends requests through a gate as fast as it lets them, with latencies of 20 ms to `latency`, part of it each way. */
async function simulate(org: LimitedOrg, requests: number, latency: number, random: () => number) {
  const { clock, run } = createVirtualTime();
  const server = createLimitedOrg(clock, org);
  let waits = 0;
  const maxSilence = 10 * minute;
  const giveUp = () => new Error("The limit shows no room.");
  const gate = createGate({ clock, concurrency: 8, onWait: () => (waits += 1), maxSilence, giveUp });
  const one = async () => {
    const pass = await gate.enter(new AbortController().signal);
    await clock.sleep(10 + (random() * (latency - 20)) / 2);
    const header = server.answer();
    await clock.sleep(10 + (random() * (latency - 20)) / 2);
    pass.leave(header);
  };
  await run(Promise.all(Array.from({ length: requests }, one)));
  return { refused: server.refused(), ...server.used(), waits };
}

const roundings = [
  { name: "up", round: Math.ceil },
  { name: "down", round: Math.floor },
  { name: "to the nearest second", round: Math.round },
];
const kinds: readonly (Omit<LimitedOrg, "round"> & { readonly name: string })[] = [
  { name: "opens with its first request", allowed: () => 300 },
  { name: "lies on a fixed grid", allowed: () => 300, grid: true },
  { name: "counts the requests before this one", allowed: () => 300, before: true },
  { name: "shrinks from 300 to 180", allowed: (window) => (window < 3 ? 300 : 180) },
];

describe.each(roundings)("a limit whose reset is rounded $name", ({ round }) => {
  test.each(kinds)("and that $name is never overdrawn, used to 97 %, and each wait is reported once", async (kind) => {
    const { refused, windows, share, waits } = await simulate({ ...kind, round }, 1_900, 300, pseudoRandom(7));
    expect(refused).toBe(0);
    expect(windows).toBeGreaterThanOrEqual(5);
    expect(share).toBeGreaterThan(0.97);
    expect(waits).toBe(windows);
  });
});

test("no latency, allowance or order of answers makes it overdraw a limit", async () => {
  const org = fc.record({
    allowed: fc.integer({ min: 2, max: 120 }).map((allowed) => () => allowed),
    round: fc.constantFrom(...roundings.map(({ round }) => round)),
    grid: fc.boolean(),
    before: fc.boolean(),
  });
  const latency = fc.integer({ min: 20, max: 25_000 });
  await fc.assert(
    fc.asyncProperty(org, latency, fc.integer(), async (kind, slowest, seed) => {
      const { refused } = await simulate(kind, 300, slowest, pseudoRandom(seed));
      expect(refused).toBe(0);
    }),
    { numRuns: 60 },
  );
});
