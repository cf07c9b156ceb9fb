import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createVirtualTime } from "../../test/servers/virtual-time.ts";
import { type Clock, minute, second } from "../base/index.ts";
import { createGate } from "./rate-limit-gate.ts";

interface Org {
  readonly allowed: (window: number) => number;
  readonly round: (seconds: number) => number;
  /** A fixed grid of windows, instead of one that opens with its first request. */
  readonly grid?: boolean;
  /** The header counts the requests before this one. */
  readonly before?: boolean;
}

/** The rate limit of a Genesys, a fixed window of a minute, and what was made of it. */
function createOrg(clock: Clock, { allowed, round, grid, before }: Org) {
  const windows: { opened: number; allowed: number; count: number }[] = [];
  let end = Number.NEGATIVE_INFINITY;
  let refused = 0;
  return {
    refused: () => refused,
    /** The share of the allowance that was used in all windows but the last, the time between them included. */
    used() {
      const pairs = windows.slice(0, -1).map((window, index) => ({ ...window, next: windows[index + 1]?.opened ?? 0 }));
      const could = pairs.reduce((sum, { opened, next, allowed }) => sum + (allowed * (next - opened)) / minute, 0);
      return { windows: pairs.length, share: pairs.reduce((sum, { count }) => sum + count, 0) / could };
    },
    answer() {
      const now = clock.now();
      if (now >= end) {
        windows.push({ opened: now, allowed: allowed(windows.length), count: 0 });
        end = grid ? (Math.floor(now / minute) + 1) * minute : now + minute;
      }
      const window = windows[windows.length - 1] ?? { allowed: 0, count: 0 };
      window.count += 1;
      if (window.count > window.allowed) refused += 1;
      const values: Record<string, number> = {
        "inin-ratelimit-count": before ? window.count - 1 : window.count,
        "inin-ratelimit-allowed": window.allowed,
        "inin-ratelimit-reset": round((end - now) / second),
      };
      return (name: string) => String(values[name] ?? "");
    },
  };
}

/** Sends requests through a gate as fast as it lets them, with latencies of 20 ms to `latency`, part of it each way. */
async function simulate(org: Org, requests: number, latency: number, random: () => number) {
  const { clock, run } = createVirtualTime();
  const server = createOrg(clock, org);
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
const kinds: readonly (Omit<Org, "round"> & { readonly name: string })[] = [
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

/** mulberry32: repeatable, so that a failure can be looked at. */
function pseudoRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
