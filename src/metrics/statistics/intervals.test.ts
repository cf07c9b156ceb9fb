import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { effectiveN, npsInterval, targetVerdict, tInterval } from "./index.ts";

const none = { low: null, high: null };
const unit: readonly [number, number] = [0, 1];

describe("the interval of a mean", () => {
  const answers = { mean: 0.75, variance: 0.06 };
  test("is missing below 10 answers", () => {
    expect(tInterval({ ...answers, n: 9 }, unit)).toEqual(none);
    expect(tInterval({ ...answers, n: 10 }, unit).low).not.toBeNull();
  });
  test("is missing where all gave the same", () =>
    expect(tInterval({ mean: 1, variance: 0, n: 12 }, unit)).toEqual(none));
  test("does not leave its scale", () => {
    expect(tInterval({ mean: 0.98, variance: 0.2, n: 10 }, unit).high).toBe(1);
    expect(tInterval({ mean: 0.02, variance: 0.2, n: 10 }, unit).low).toBe(0);
  });
  test("is symmetric inside it, and narrower with more answers", () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 10, max: 5000 }),
        fc.double({ min: 0.01, max: 0.25, noNaN: true }),
        (n, variance) => {
          const few = tInterval({ mean: 0, variance, n }, [-100, 100]);
          const many = tInterval({ mean: 0, variance, n: n * 2 }, [-100, 100]);
          expect((few.low ?? 1) + (few.high ?? 1)).toBeCloseTo(0, 12);
          expect(many.high).toBeLessThan(few.high ?? 0);
        },
      ),
    ));
});

describe("the interval of an NPS", () => {
  const counts = fc
    .tuple(fc.nat(3000), fc.nat(3000), fc.nat(3000))
    .map(([promoters, detractors, passives]) => ({ promoters, detractors, n: promoters + detractors + passives }));
  test("is missing below 2 answers", () => {
    expect(npsInterval({ promoters: 1, detractors: 0, n: 1 })).toEqual(none);
    expect(npsInterval({ promoters: 1, detractors: 0, n: 2 }).low).not.toBeNull();
  });
  test("is ordered, inside −1…1, and mirrored where promoters and detractors change places", () =>
    fc.assert(
      fc.property(counts, ({ promoters, detractors, n }) => {
        fc.pre(n >= 2);
        const { low, high } = npsInterval({ promoters, detractors, n });
        const mirrored = npsInterval({ promoters: detractors, detractors: promoters, n });
        expect(low).toBeGreaterThanOrEqual(-1);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThan(high ?? -2);
        expect((low ?? 0) + (mirrored.high ?? 0)).toBeCloseTo(0, 12);
      }),
    ));
});

test("weights are worth at most their number, and that only when equal", () =>
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength: 1 }), (weights) => {
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      const squares = weights.reduce((sum, weight) => sum + weight * weight, 0);
      expect(effectiveN(total, squares)).toBeLessThanOrEqual(weights.length + 1e-9);
      expect(effectiveN(total, squares)).toBeGreaterThanOrEqual(1 - 1e-9);
      expect(effectiveN(3 * weights.length, 9 * weights.length)).toBeCloseTo(weights.length, 9);
      expect(effectiveN(0, 0)).toBe(0);
    }),
  ));

test.each([
  [{ low: 0.8, high: 0.9 }, "met"],
  [{ low: 0.79, high: 0.9 }, "cannot tell"],
  [{ low: 0.6, high: 0.8 }, "cannot tell"],
  [{ low: 0.6, high: 0.79 }, "missed"],
  [none, "cannot tell"],
] as const)("a target of 0.8 against %j: %s", (bounds, verdict) => expect(targetVerdict(bounds, 0.8)).toBe(verdict));
