import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { effectiveN, npsInterval, targetVerdict } from "./index.ts";

const none = { low: null, high: null };

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
