import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { benjaminiHochberg, differenceOfShares, judgeChanges } from "./index.ts";

const change = (before: number, after: number, n = 100) =>
  differenceOfShares({ favourable: before, n }, { favourable: after, n });
const verdicts = (...table: readonly ReturnType<typeof change>[]) =>
  judgeChanges(table, 0.02).changes.map(({ verdict }) => verdict);

describe("a change alone", () => {
  test.each([
    ["rise", change(50, 70)],
    ["fall", change(70, 50)],
    ["no clear change", change(50, 55)],
    ["too few", change(2, 27, 29)],
    ["rise", change(2, 27, 30)],
    ["too few", change(0, 0, 0)],
  ] as const)("%s", (verdict, one) => expect(verdicts(one)).toEqual([verdict]));

  test("clear, but below the smallest effect that matters", () => {
    const one = change(500_000, 515_000, 1_000_000);
    expect(one.p).toBeLessThan(1e-9);
    expect(verdicts(one)).toEqual(["no clear change"]);
  });

  test("of exactly the smallest effect, which is not 0.02 in floating point", () => {
    expect(0.3 - 0.28).toBeLessThan(0.02);
    expect(verdicts(change(280_000, 300_000, 1_000_000))).toEqual(["rise"]);
  });
});

describe("a table of changes", () => {
  const borderline = change(50, 64);
  test("needs more of each change the more of them are none", () => {
    expect(borderline.p).toBeLessThan(0.05);
    expect(verdicts(borderline)).toEqual(["rise"]);
    expect(verdicts(borderline, ...Array.from({ length: 9 }, () => change(50, 51)))[0]).toBe("no clear change");
  });
  test("does not count comparisons that nobody makes", () => {
    const { changes, compared } = judgeChanges(
      [borderline, ...Array.from({ length: 9 }, () => change(5, 6, 10))],
      0.02,
    );
    expect(compared).toBe(1);
    expect(changes[0]?.verdict).toBe("rise");
    const bounds = { low: null, high: null };
    expect(changes[1]).toEqual({ verdict: "too few", change: 0.09999999999999998, bounds, alpha: null });
  });
  test("prints every interval at 95 %, however many comparisons were made", () => {
    const table = [borderline, change(30, 60), ...Array.from({ length: 18 }, () => change(50, 51))];
    const { changes, level } = judgeChanges(table, 0.02);
    expect(level).toBeCloseTo(1 - 0.05 / 20, 12);
    expect(changes.map(({ bounds }) => bounds)).toEqual(table.map(({ bounds }) => bounds(0.95)));
    // One is judged by the p-value that would make it a find among the others.
    expect([changes[0]?.alpha, changes[1]?.alpha]).toEqual([(2 * 0.05) / 20, 0.05 / 20]);
  });
  test("without any has none", () => expect(judgeChanges([], 0.02)).toEqual({ changes: [], compared: 0, level: 0.95 }));

  const tables = fc.array(
    fc.tuple(fc.nat(200), fc.nat(200)).map(([before, after]) => change(before, after, 200)),
    { minLength: 1, maxLength: 30 },
  );
  test("finds what its adjusted interval holds apart from 0, and nothing else", () =>
    fc.assert(
      fc.property(tables, (table) => {
        const { changes, level } = judgeChanges(table, 0);
        for (const [at, { verdict }] of changes.entries()) {
          const bounds = table[at]?.bounds(level);
          if (!bounds || bounds.low === null) throw new Error("no bounds");
          const expected = bounds.low > 0 ? "rise" : bounds.high < 0 ? "fall" : "no clear change";
          expect(verdict).toBe(expected);
        }
      }),
    ));
});

describe("false discovery", () => {
  const probabilities = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 40 });
  test("finds the same as the definition: all up to the largest k with p(k) ≤ k·q/m", () =>
    fc.assert(
      fc.property(probabilities, fc.double({ min: 0.01, max: 0.5, noNaN: true }), (pValues, q) => {
        const sorted = [...pValues].sort((a, b) => a - b);
        const last = sorted.findLastIndex((p, at) => p * (pValues.length / (at + 1)) <= q);
        const border = sorted[last] ?? -1;
        expect(benjaminiHochberg(pValues, q).found).toEqual(pValues.map((p) => p <= border));
      }),
    ));
  test("adjusts upwards, in the same order", () =>
    fc.assert(
      fc.property(probabilities, (pValues) => {
        const { adjusted } = benjaminiHochberg(pValues);
        for (const [at, p] of pValues.entries()) {
          expect(adjusted[at]).toBeGreaterThanOrEqual(p);
          for (const [other, q] of pValues.entries()) {
            if (p < q) expect(adjusted[at]).toBeLessThanOrEqual(adjusted[other] ?? -1);
          }
        }
      }),
    ));
});
