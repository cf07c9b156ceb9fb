import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Share, wilson } from "./wilson.ts";

/** The probabilities of 0…n favourable answers, from one to the next, begun at the mode so that none underflows. */
function binomial(n: number, p: number): number[] {
  const mode = Math.floor((n + 1) * p);
  const terms = Array.from({ length: n + 1 }, () => 0);
  terms[mode] = 1;
  for (let k = mode; k < n; k += 1) terms[k + 1] = ((terms[k] ?? 0) * ((n - k) * p)) / ((k + 1) * (1 - p));
  for (let k = mode; k > 0; k -= 1) terms[k - 1] = ((terms[k] ?? 0) * (k * (1 - p))) / ((n - k + 1) * p);
  const total = terms.reduce((sum, term) => sum + term, 0);
  return terms.map((term) => term / total);
}

const intervalsOf = (n: number) => Array.from({ length: n + 1 }, (_, favourable) => wilson({ favourable, n }));

/** How often the interval holds the true share: the probabilities of all outcomes whose interval does. */
function coverage(n: number, p: number, intervals: ReturnType<typeof intervalsOf>): number {
  return binomial(n, p).reduce((sum, probability, k) => {
    const { low, high } = intervals[k] ?? { low: null, high: null };
    return low !== null && low <= p && p <= high ? sum + probability : sum;
  }, 0);
}

/**
 * Between two neighbouring ends of intervals the same outcomes count, and their probability rises, then falls; so the
 * worst coverage of a sample size lies directly next to an end of an interval, on either side.
 */
const nearEnds = (intervals: ReturnType<typeof intervalsOf>): number[] =>
  intervals
    .flatMap(({ low, high }) => (low === null ? [] : [low - 1e-9, low + 1e-9, high - 1e-9, high + 1e-9]))
    .filter((p) => p >= 0.05 && p <= 0.95);

const grid = Array.from({ length: 181 }, (_, at) => 0.05 + at * 0.005);

describe("exact coverage over p = 0.05–0.95", () => {
  test.each([20, 21, 25, 30, 35, 38, 39, 40, 50, 75, 100])(
    "n = %i: 94.5–95.5 %% on average, never below 91 %%",
    (n) => {
      const intervals = intervalsOf(n);
      const all = grid.map((p) => coverage(n, p, intervals));
      const average = all.reduce((sum, one) => sum + one, 0) / all.length;
      expect(average).toBeGreaterThan(0.945);
      expect(average).toBeLessThan(0.955);
      expect(Math.min(...nearEnds(intervals).map((p) => coverage(n, p, intervals)))).toBeGreaterThan(0.91);
    },
  );

  test.each([150, 151, 160, 175, 200, 300, 400])("n = %i: 93–97 %% everywhere", (n) => {
    const intervals = intervalsOf(n);
    const all = [...grid, ...nearEnds(intervals)].map((p) => coverage(n, p, intervals));
    expect(Math.min(...all)).toBeGreaterThan(0.93);
    expect(Math.max(...all)).toBeLessThan(0.97);
  });
});

const shares: fc.Arbitrary<Share> = fc
  .record({ n: fc.double({ min: 0.5, max: 1e6, noNaN: true }), p: fc.double({ min: 0, max: 1, noNaN: true }) })
  .map(({ n, p }) => ({ favourable: n * p, n }));
const levels = fc.double({ min: 0.5, max: 0.9999, noNaN: true });

const widthOf = (share: Share, level?: number): number => {
  const { low, high } = wilson(share, level);
  return low === null ? Number.NaN : high - low;
};

describe("laws", () => {
  test("the ends are ordered, inside 0…1, and hold the share", () =>
    fc.assert(
      fc.property(shares, levels, (share, level) => {
        const { low, high } = wilson(share, level);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(share.favourable / share.n);
        expect(high).toBeGreaterThanOrEqual(share.favourable / share.n);
        expect(high).toBeLessThanOrEqual(1);
      }),
    ));

  test("the unfavourable share has the mirrored interval", () =>
    fc.assert(
      fc.property(shares, levels, ({ favourable, n }, level) => {
        const [one, other] = [wilson({ favourable, n }, level), wilson({ favourable: n - favourable, n }, level)];
        expect((one.low ?? 0) + (other.high ?? 0)).toBeCloseTo(1, 9);
      }),
    ));

  test("more answers of the same share make it narrower, a higher level wider", () =>
    fc.assert(
      fc.property(shares, levels, fc.double({ min: 1.01, max: 100, noNaN: true }), (share, level, more) => {
        const larger = { favourable: share.favourable * more, n: share.n * more };
        expect(widthOf(larger, level)).toBeLessThan(widthOf(share, level));
        expect(widthOf(share, level + (1 - level) / 2)).toBeGreaterThan(widthOf(share, level));
      }),
    ));

  test("all and none are ends of their own intervals, to the last bit", () => {
    const sizes = Array.from({ length: 10_000 }, (_, at) => at + 1);
    const largeSample = sizes.map((n) => 0.5 + n / 20_001);
    expect(largeSample.filter((level) => wilson({ favourable: 0, n: 7 }, level).low !== 0)).toEqual([]);
    expect(sizes.filter((n) => wilson({ favourable: n, n }).high !== 1)).toEqual([]);
  });

  test("nobody has no interval", () => expect(wilson({ favourable: 0, n: 0 })).toEqual({ low: null, high: null }));
});
