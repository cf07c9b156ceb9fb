import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createChance } from "../../../test/orgs/quiet-series.ts";
import { type Shrunk, shrink } from "./shrink.ts";
import { type Standardised, standardise } from "./standardise.ts";

const unit = (favourable: number, compared: number, expected: number | null = 0.8): Standardised => ({
  ...{ unit: "agent", n: compared, compared, favourable, observed: compared > 0 ? favourable / compared : null },
  ...{ expected, expectedN: 500, withoutComparison: 0 },
});
const uneven = [20, 25, 30, 32, 34, 36, 38, 40, 41, 41].map((favourable) => unit(favourable, 41));
const sharesOf = (units: readonly Standardised[]): readonly (Shrunk | null)[] => {
  const found = shrink(units);
  if (found.shares === null) throw new Error(found.reason);
  return found.shares;
};
const widthOf = (shrunk: Shrunk | null | undefined): number => (shrunk?.bounds.high ?? 0) - (shrunk?.bounds.low ?? 0);

describe("shrinkage", () => {
  test("needs ten groups of ten answers", () => {
    const reason = "fewer than 10 groups of 10 answers";
    expect(shrink(uneven.slice(1))).toEqual({ shares: null, reason });
    expect(shrink([...uneven.slice(1), unit(9, 9)])).toEqual({ shares: null, reason });
    expect(shrink([...uneven.slice(1), unit(9, 10)]).shares).not.toBeNull();
  });

  test("draws the smaller group further towards its expectation", () => {
    const [small, large] = sharesOf([unit(2, 4), unit(200, 400), ...uneven]);
    expect(small?.share).toBeGreaterThan(large?.share ?? 1);
    expect(small?.share).toBeLessThan(0.8);
    expect(large?.share).toBeGreaterThan(0.5);
  });

  test("gives no value for a unit that nobody can be compared with", () =>
    expect(sharesOf([...uneven, unit(0, 0, null)]).at(-1)).toBeNull());

  test("gives everybody nearly the expectation where they differ less than by chance, with the uncertainty of that", () => {
    const [first] = sharesOf(Array.from({ length: 12 }, () => unit(40, 50)));
    expect(first?.share).toBeCloseTo(0.8, 2);
    expect(widthOf(first)).toBeGreaterThan(0.05);
    expect(widthOf(first)).toBeLessThan(0.15);
  });

  test("is less sure of an expectation from fewer answers of others", () => {
    const widths = [50, 500, 50_000].map((expectedN) =>
      widthOf(sharesOf([...uneven.slice(1), { ...unit(20, 41), expectedN }]).at(-1)),
    );
    expect(widths[0]).toBeGreaterThan(widths[1] ?? 1);
    expect(widths[1]).toBeGreaterThan(widths[2] ?? 1);
  });

  test("bears a unit whose others all agree", () => {
    const units = [...uneven, { ...unit(11, 12, 1), expectedN: 20 }];
    const last = sharesOf(units).at(-1);
    expect(last?.share).toBeGreaterThan(11 / 12);
    expect(last?.bounds.low).toBeLessThan(last?.share ?? 0);
  });

  test("lands between the observed and the expected share, inside its interval", () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 10, max: 300 }), fc.double({ min: 0, max: 1, noNaN: true })), {
          minLength: 10,
          maxLength: 20,
        }),
        (groups) => {
          const units = groups.map(([n, p]) => unit(Math.round(n * p), n, 0.7));
          for (const [at, one] of sharesOf(units).entries()) {
            if (one === null || one.bounds.low === null) throw new Error("no bounds");
            const observed = units[at]?.observed ?? 0;
            expect(one.share).toBeGreaterThanOrEqual(Math.min(observed, 0.7) - 1e-9);
            expect(one.share).toBeLessThanOrEqual(Math.max(observed, 0.7) + 1e-9);
            expect(one.bounds.low).toBeLessThan(one.share);
            expect(one.bounds.high).toBeGreaterThan(one.share);
          }
        },
      ),
      { numRuns: 40 },
    ));
});

test.each([
  ["hardly differ", 0.02],
  ["differ as agents do", 0.06],
  ["differ much", 0.12],
])("intervals of agents that %s hold the truth in at least 91 %% of cases", (_, deviation) => {
  const chance = createChance(31);
  const weight = (0.8 * 0.2) / deviation ** 2 - 1;
  let [held, all] = [0, 0];
  for (let table = 0; table < 120; table += 1) {
    const truths = Array.from({ length: 14 }, () => chance.beta(0.8 * weight, 0.2 * weight));
    const cells = truths.map((truth, at) => {
      const n = 12 + 6 * at;
      return { unit: `agent ${at}`, stratum: "voice", favourable: chance.binomial(n, truth), n };
    });
    for (const [at, shrunk] of sharesOf(standardise(cells)).entries()) {
      const truth = truths[at] ?? 0;
      all += 1;
      if (shrunk !== null && (shrunk.bounds.low ?? 1) <= truth && truth <= (shrunk.bounds.high ?? 0)) held += 1;
    }
  }
  expect(held / all).toBeGreaterThan(0.91);
});
