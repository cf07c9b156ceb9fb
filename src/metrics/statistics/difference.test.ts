import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chanceAlone, type Difference, differenceOfMeans, differenceOfNps, differenceOfShares } from "./index.ts";

const sizes = fc.integer({ min: 10, max: 400 });
const fraction = fc.double({ min: 0, max: 1, noNaN: true });
const share = fc.tuple(sizes, fraction).map(([n, p]) => ({ favourable: Math.round(n * p), n }));
const mean = fc
  .tuple(sizes, fraction, fc.double({ min: 0.001, max: 0.25, noNaN: true }))
  .map(([n, value, variance]) => ({ mean: value, variance, n }));
const counts = fc.tuple(sizes, fraction, fraction).map(([n, p, d]) => {
  const promoters = Math.round(n * p);
  return { promoters, detractors: Math.round((n - promoters) * d), n };
});

const scale = [0, 1] as const;
const variation = fc.oneof(
  fc.constant(chanceAlone),
  fc.record({ factor: fc.double({ min: 1, max: 6, noNaN: true }), degrees: fc.integer({ min: 2, max: 400 }) }),
);

const kinds: Record<string, fc.Arbitrary<readonly [forth: Difference, back: Difference]>> = {
  shares: fc
    .tuple(share, share, variation)
    .map(([a, b, v]) => [differenceOfShares(a, b, v), differenceOfShares(b, a, v)]),
  means: fc
    .tuple(mean, mean, variation)
    .map(([a, b, v]) => [differenceOfMeans(a, b, scale, v), differenceOfMeans(b, a, scale, v)]),
  nps: fc.tuple(counts, counts, variation).map(([a, b, v]) => [differenceOfNps(a, b, v), differenceOfNps(b, a, v)]),
};
const inDoubt = ({ p }: Difference) => p !== null && p > 1e-9 && p < 0.99;

describe.each(Object.entries(kinds))("a difference of %s", (_, pairs) => {
  test("turns round with its sides", () =>
    fc.assert(
      fc.property(pairs, ([forth, back]) => {
        expect((forth.change ?? 1) + (back.change ?? 1)).toBeCloseTo(0, 12);
        expect(forth.p).toBeCloseTo(back.p ?? 2, 9);
        expect((forth.bounds(0.95).low ?? 1) + (back.bounds(0.95).high ?? 1)).toBeCloseTo(0, 9);
      }),
    ));

  test("has a p-value that is the level at which an end of its interval is 0", () =>
    fc.assert(
      fc.property(
        pairs.filter(([forth]) => inDoubt(forth)),
        ([{ p, bounds }]) => {
          if (p === null) throw new Error("no p");
          const [sure, unsure] = [bounds(1 - p * 1.02), bounds(1 - p * 0.98)];
          expect((sure.low ?? 0) > 0 || (sure.high ?? 0) < 0).toBe(true);
          expect((unsure.low ?? 1) <= 0 && (unsure.high ?? -1) >= 0).toBe(true);
        },
      ),
    ));

  test("is surer of less: a higher level widens the interval", () =>
    fc.assert(
      fc.property(pairs, ([{ bounds }]) => {
        const [narrow, wide] = [bounds(0.8), bounds(0.99)];
        expect(wide.low).toBeLessThanOrEqual(narrow.low ?? -9);
        expect(wide.high).toBeGreaterThanOrEqual(narrow.high ?? 9);
      }),
    ));
});

const none = { low: null, high: null };
const some = { favourable: 3, n: 5 };

test("an empty side has neither change nor interval", () => {
  const { change, p, bounds } = differenceOfShares({ favourable: 0, n: 0 }, some);
  expect([change, p, bounds(0.95)]).toEqual([null, null, none]);
});
test("a side whose answers are all equal has an interval of its change, fewer than ten answers have none", () => {
  const all = { mean: 1, variance: 0, n: 50 };
  const { change, bounds } = differenceOfMeans(all, { mean: 0.5, variance: 0.1, n: 50 }, scale);
  expect(change).toBe(-0.5);
  expect(bounds(0.95).high).toBeLessThan(-0.35);
  const smallSample = differenceOfMeans(all, { mean: 0.5, variance: 0.1, n: 9 }, scale);
  expect([smallSample.change, smallSample.p, smallSample.bounds(0.95)]).toEqual([-0.5, null, none]);
});
test("one answer has an NPS, but no interval of its change", () => {
  const { change, p, bounds } = differenceOfNps(
    { promoters: 1, detractors: 0, n: 1 },
    { promoters: 1, detractors: 1, n: 4 },
  );
  expect([change, p, bounds(0.95)]).toEqual([-1, null, none]);
});
test("no change at all has a p-value of 1", () => expect(differenceOfShares(some, some).p).toBe(1));
