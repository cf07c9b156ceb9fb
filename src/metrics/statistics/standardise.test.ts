import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Cell, standardise } from "./standardise.ts";

const cell = (unit: string, stratum: string, favourable: number, n: number): Cell => ({ unit, stratum, favourable, n });
/** One unit as three that are alike: fewer are no peers. */
const three = (unit: string, stratum: string, favourable: number, n: number): readonly Cell[] =>
  ["one", "two", "three"].map((part) => cell(`${unit} ${part}`, stratum, favourable / 3, n / 3));
const find = (cells: readonly Cell[], unit: string) => standardise(cells).find((one) => one.unit === unit);

describe("the expectation for a unit", () => {
  test("is what the others reached in its mix, however good the unit itself is", () => {
    const others = [...three("Bob", "easy", 90, 99), ...three("Bob", "hard", 36, 90)];
    for (const favourable of [0, 5, 10]) {
      const ann = find([cell("Ann", "hard", favourable, 10), ...others], "Ann");
      expect(ann).toMatchObject({
        observed: favourable / 10,
        expected: expect.closeTo(0.4, 12),
        expectedN: 90,
        compared: 10,
      });
    }
  });

  test("leaves out strata with fewer than three others, and returns their share", () => {
    const two = [cell("Bob", "two", 3, 9), cell("Cem", "two", 3, 9), cell("Dan", "two", 0, 0)];
    const shared = [cell("Ann", "shared", 9, 10), ...three("Bob", "shared", 4.8, 6)];
    const ann = find([cell("Ann", "alone", 0, 20), cell("Ann", "two", 0, 10), ...two, ...shared], "Ann");
    expect(ann).toMatchObject({
      n: 40,
      compared: 10,
      favourable: 9,
      expected: expect.closeTo(0.8, 12),
      withoutComparison: 0.75,
    });
  });

  test("is null for a unit that is alone everywhere", () =>
    expect(standardise([cell("Ann", "alone", 3, 4)])).toEqual([
      {
        ...{ unit: "Ann", n: 4, compared: 0, favourable: 0, observed: null },
        ...{ expected: null, expectedN: 0, withoutComparison: 1 },
      },
    ]));

  test("adds up cells of the same unit and stratum", () => {
    const others = three("Bob", "s", 6, 9);
    const parts = standardise([cell("Ann", "s", 1, 2), ...others, cell("Ann", "s", 2, 2)]);
    expect(parts).toEqual(standardise([cell("Ann", "s", 3, 4), ...others]));
    expect(parts[0]?.compared).toBe(4);
    // Two parts of one are not two peers.
    const smallSample = [
      cell("Ann", "s", 1, 2),
      cell("Bob", "s", 1, 2),
      cell("Bob", "s", 2, 2),
      cell("Cem", "s", 1, 2),
    ];
    expect(find(smallSample, "Ann")?.compared).toBe(0);
  });

  const cells = fc.array(
    fc
      .record({
        unit: fc.constantFrom("a", "b", "c", "d"),
        stratum: fc.constantFrom("x", "y", "z"),
        n: fc.integer({ min: 1, max: 50 }),
        part: fc.double({ min: 0, max: 1, noNaN: true }),
      })
      .map(({ unit, stratum, n, part }) => cell(unit, stratum, Math.round(n * part), n)),
    { maxLength: 20 },
  );
  test("is a share, rests on answers that there are, and conserves them", () =>
    fc.assert(
      fc.property(cells, (all) => {
        const units = standardise(all);
        const total = all.reduce((sum, { n }) => sum + n, 0);
        expect(units.reduce((sum, { n }) => sum + n, 0)).toBe(total);
        for (const { n, compared, expected, expectedN, withoutComparison } of units) {
          expect(compared + withoutComparison * n).toBeCloseTo(n, 9);
          expect(expectedN).toBeLessThanOrEqual(total - n + 1e-9);
          if (expected === null) expect(compared).toBe(0);
          else expect(expected >= 0 && expected <= 1 + 1e-12).toBe(true);
        }
      }),
    ));
});
