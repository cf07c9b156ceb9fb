import { describe, expect, test } from "vitest";
import { bands } from "./bands.ts";
import { midP } from "./beta-binomial.ts";
import { unclustered } from "./between-agents.ts";
import { type Cell, standardise } from "./standardise.ts";

const cell = (unit: string, favourable: number, n: number, stratum = "s"): Cell => ({ unit, stratum, favourable, n });
const crowd = Array.from({ length: 10 }, (_, at) => cell(`agent ${at}`, 80, 100));
const bandOf = (one: Cell) => bands(standardise([...crowd, one]), 0.02).at(-1);

describe("bands", () => {
  test.each([
    ["above", cell("Ann", 98, 100)],
    ["not distinguishable", cell("Ann", 84, 100)],
    ["below", cell("Ann", 60, 100)],
    ["not distinguishable", cell("Ann", 3, 5)],
    [null, cell("Ann", 0, 100, "alone")],
  ] as const)("%s", (band, one) => expect(bandOf(one)).toBe(band));

  test("keep their places when one of the units has nothing to be compared with", () => {
    const units = standardise([cell("alone", 9, 9, "own"), cell("bad", 20, 100), ...crowd]);
    expect(bands(units, 0.02).slice(0, 3)).toEqual([null, "below", "not distinguishable"]);
  });

  test("know that an expectation from few answers is unsure", () => {
    const ann = cell("Ann", 60, 80);
    const others = (favourable: number, n: number) => ["Bob", "Cem", "Dan"].map((one) => cell(one, favourable, n));
    expect(bands(standardise([ann, ...others(1500, 1666)]), 0.02)[0]).toBe("below");
    expect(bands(standardise([ann, ...others(3, 3)]), 0.02)[0]).toBe("not distinguishable");
  });

  test("have no comparison with fewer than three others", () => {
    const cells = ["Ann", "Bob", "Cem", "Dan"].map((one, at) => cell(one, 100 + 80 * at, 400));
    expect(bands(standardise(cells), 0.02)).toEqual(["below", "below", "above", "above"]);
    expect(bands(standardise(cells.slice(1)), 0.02)).toEqual([null, null, null]);
    // With three in another stratum, and two in one's own.
    const elsewhere = cells.map((one) => ({ ...one, stratum: "other" }));
    expect(bands(standardise([...cells.slice(0, 3), ...elsewhere.slice(3)]), 0.02)).toEqual([null, null, null, null]);
  });

  test("are set apart by no less than the least effect, however sure", () => {
    const largeSample = Array.from({ length: 4 }, (_, at) => cell(`agent ${at}`, 800_000, 1_000_000));
    const near = standardise([...largeSample, cell("Ann", 815_000, 1_000_000)]);
    expect(bands(near, 0.02).at(-1)).toBe("not distinguishable");
    expect(bands(near, 0.01).at(-1)).toBe("above");
    const at = standardise([...largeSample, cell("Ann", 820_000, 1_000_000)]);
    expect(bands(at, 0.02).at(-1)).toBe("above");
  });

  test("need a clustering", () => {
    const units = standardise([...crowd, cell("Ann", 60, 100)]);
    expect(bands(units, 0.02, (unit) => (unit === "Ann" ? null : unclustered)).at(-1)).toBeNull();
    const clustered = { own: 4, others: 4, degrees: 20 };
    expect(bands(units, 0.02, () => clustered).at(-1)).toBe("not distinguishable");
    expect(bands(units, 0.02, () => unclustered).at(-1)).toBe("below");
    // Few agents whose answers are all of one mind may vary without bound.
    expect(bands(units, 0.02, () => ({ own: 100, others: 1, degrees: 1 })).at(-1)).toBe("not distinguishable");
  });

  test("find few differences where there are none: all outcomes of two groups of one share, weighed by probability", () => {
    for (const [n, others] of [
      [10, 10],
      [20, 30],
      [40, 120],
    ] as const) {
      const rejected = (k: number, x: number) => midP(k, n, { a: 0.5 + x, b: 0.5 + others - x }) <= 0.05;
      for (const p of [0.3, 0.5, 0.7, 0.8, 0.9, 0.95]) {
        const [own, rest] = [binomial(n, p), binomial(others, p)];
        let wrongly = 0;
        for (const [x, probability] of rest.entries()) {
          for (const [k, mine] of own.entries()) if (rejected(k, x)) wrongly += mine * probability;
        }
        expect(wrongly).toBeLessThan(0.052);
      }
    }
  });
});

function binomial(n: number, p: number): number[] {
  const terms = [(1 - p) ** n];
  for (let k = 0; k < n; k += 1) terms.push(((terms[k] ?? 0) * (n - k) * p) / ((k + 1) * (1 - p)));
  return terms;
}
