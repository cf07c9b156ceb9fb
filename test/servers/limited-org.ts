import { type Clock, minute, second } from "../../src/base/index.ts";

export interface LimitedOrg {
  readonly allowed: (window: number) => number;
  readonly round: (seconds: number) => number;
  /** A fixed grid of windows, instead of one that opens with its first request. */
  readonly grid?: boolean;
  /** The header counts the requests before this one. */
  readonly before?: boolean;
}

/** The rate limit of a Genesys, a fixed window of a minute, and what was made of it. */
export function createLimitedOrg(clock: Clock, { allowed, round, grid, before }: LimitedOrg) {
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

/** mulberry32: repeatable, so that a failure can be looked at. */
export function pseudoRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
