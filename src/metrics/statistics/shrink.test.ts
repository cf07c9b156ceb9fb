import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Shrunk, shrink } from "./shrink.ts";
import type { Standardised } from "./standardise.ts";

const unit = (favourable: number, compared: number, expected: number | null = 0.8): Standardised => ({
  ...{ unit: "agent", n: compared, compared, favourable, observed: compared > 0 ? favourable / compared : null },
  ...{ expected, expectedN: 500, withoutComparison: 0 },
});
const uneven = [20, 25, 30, 32, 34, 36, 38, 40, 41, 41].map((favourable) => unit(favourable, 41));
const sharesOf = (units: readonly Standardised[]): readonly (Shrunk | null)[] => {
  const found = shrink(units);
  if (found.weight === null) throw new Error(found.reason);
  return found.shares;
};

describe("shrinkage", () => {
  test("needs ten groups of ten answers", () => {
    const reason = "fewer than 10 groups of 10 answers";
    expect(shrink(uneven.slice(1))).toEqual({ weight: null, reason });
    expect(shrink([...uneven.slice(1), unit(9, 9)])).toEqual({ weight: null, reason });
    expect(shrink([...uneven.slice(1), unit(9, 10)]).weight).not.toBeNull();
  });

  test("draws the smaller group further towards what is expected of it", () => {
    const [small, large] = sharesOf([unit(2, 4), unit(200, 400), ...uneven]);
    expect(small?.share).toBeGreaterThan(large?.share ?? 1);
    expect(small?.share).toBeLessThan(0.8);
    expect(large?.share).toBeGreaterThan(0.5);
  });

  test("says nothing of a unit that nobody can be compared with", () =>
    expect(sharesOf([...uneven, unit(0, 0, null)]).at(-1)).toBeNull());

  test("gives everybody the expectation where they differ less than by chance", () => {
    const alike = Array.from({ length: 12 }, () => unit(40, 50));
    const { weight } = shrink(alike);
    expect(weight).toBe(Number.POSITIVE_INFINITY);
    expect(sharesOf(alike)[0]).toEqual({ share: 0.8, bounds: { low: null, high: null } });
  });

  test("bears a unit whose others all agree", () => {
    const units = [...uneven, { ...unit(11, 12, 1), expectedN: 20 }];
    expect(shrink(units).weight).toBeGreaterThan(3);
    const last = sharesOf(units).at(-1);
    expect(last?.share).toBeGreaterThan(11 / 12);
    expect(last?.bounds.low).toBeLessThan(last?.share ?? 0);
  });

  test("lands between what is observed and what is expected, inside its interval", () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 10, max: 300 }), fc.double({ min: 0, max: 1, noNaN: true })), {
          minLength: 10,
          maxLength: 20,
        }),
        (groups) => {
          const units = groups.map(([n, p]) => unit(Math.round(n * p), n, 0.7));
          for (const [at, one] of sharesOf(units).entries()) {
            if (one === null || one.bounds.low === null) continue;
            const observed = units[at]?.observed ?? 0;
            expect(one.share).toBeGreaterThanOrEqual(Math.min(observed, 0.7) - 1e-9);
            expect(one.share).toBeLessThanOrEqual(Math.max(observed, 0.7) + 1e-9);
            expect(one.bounds.low).toBeLessThan(one.bounds.high);
          }
        },
      ),
      { numRuns: 40 },
    ));
});
