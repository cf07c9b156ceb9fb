import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { correlation, type PairSums } from "./correlation.ts";

type Pair = readonly [x: number, y: number];

const sumsOf = (pairs: readonly Pair[]): PairSums => {
  const over = (value: (pair: Pair) => number) => pairs.reduce((sum, pair) => sum + value(pair), 0);
  return {
    n: pairs.length,
    ...{ x: over(([x]) => x), y: over(([, y]) => y) },
    ...{ xx: over(([x]) => x * x), yy: over(([, y]) => y * y), xy: over(([x, y]) => x * y) },
  };
};

/** The definition, from the deviations themselves. */
function slowly(pairs: readonly Pair[]): number {
  const mean = (at: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[at], 0) / pairs.length;
  const [x, y] = [mean(0), mean(1)];
  const spread = (a: (pair: Pair) => number) => pairs.reduce((sum, pair) => sum + a(pair), 0);
  const covariance = spread((pair) => (pair[0] - x) * (pair[1] - y));
  return covariance / Math.sqrt(spread((pair) => (pair[0] - x) ** 2) * spread((pair) => (pair[1] - y) ** 2));
}

const uneven: readonly Pair[] = [
  [1, 1],
  [2, 3],
  [3, 2],
  [4, 5],
];

describe("a correlation", () => {
  test("equals its definition, for any constant taken from all values", () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 10 })), { minLength: 4 }),
        fc.integer({ min: -300, max: 300 }),
        (pairs, shift) => {
          fc.pre(new Set(pairs.map(([x]) => x)).size > 1 && new Set(pairs.map(([, y]) => y)).size > 1);
          const shifted = correlation(sumsOf(pairs.map(([x, y]) => [x - shift, y] as const)));
          expect(shifted?.r).toBeCloseTo(slowly(pairs), 9);
          const { low, high } = shifted?.bounds ?? { low: null, high: null };
          if (low === null) expect(Math.abs(shifted?.r ?? 0)).toBe(1);
          else expect(low <= (shifted?.r ?? 2) && high >= (shifted?.r ?? -2)).toBe(true);
        },
      ),
    ));
  test("needs four pairs", () => {
    expect(correlation(sumsOf(uneven))?.r).toBeCloseTo(0.83152, 5);
    expect(correlation(sumsOf(uneven.slice(1)))).toBeNull();
  });
  test("needs both sides to vary, also where rounding leaves a trace of spread", () => {
    expect(correlation(sumsOf(uneven.map(([x]) => [x, 0.1] as const)))).toBeNull();
    expect(correlation(sumsOf(uneven.map(([, y]) => [0.7, y] as const)))).toBeNull();
  });
  test("of a straight line is 1 without an interval", () =>
    expect(correlation(sumsOf(uneven.map(([x]) => [x, -2 * x] as const)))).toEqual({
      r: -1,
      bounds: { low: null, high: null },
      n: 4,
    }));
});
