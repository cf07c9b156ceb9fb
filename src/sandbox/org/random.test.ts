import fc from "fast-check";
import { expect, test } from "vitest";
import { createRandom } from "./random.ts";

const draws = (count: number, ...path: (string | number)[]): number[] => {
  const random = createRandom(...path);
  return Array.from({ length: count }, () => random.next());
};

test("the same path gives the same draws, another path other draws", () => {
  fc.assert(
    fc.property(fc.integer(), fc.nat(), (seed, index) => {
      expect(draws(5, seed, "a", index)).toEqual(draws(5, seed, "a", index));
      expect(draws(5, seed, "a", index)).not.toEqual(draws(5, seed, "b", index));
      expect(draws(5, seed, "a", index)).not.toEqual(draws(5, seed, "a", index + 1));
      expect(draws(5, seed, "a", index)).not.toEqual(draws(5, seed + 1, "a", index));
    }),
  );
});

test("first draws of neighbouring streams look uniform", () => {
  const tenths = new Array<number>(10).fill(0);
  for (let index = 0; index < 10_000; index++) {
    const at = Math.floor((draws(1, 7, "plan", 20_500, index)[0] ?? 0) * 10);
    tenths[at] = (tenths[at] ?? 0) + 1;
  }
  for (const count of tenths) expect(Math.abs(count - 1_000)).toBeLessThan(150);
});

test("whole numbers keep to both ends, weights to their shares", () => {
  const random = createRandom("ends");
  const seen = new Set(Array.from({ length: 1_000 }, () => random.int(3, 6)));
  expect([...seen].sort()).toEqual([3, 4, 5, 6]);
  const heads = Array.from({ length: 10_000 }, () =>
    random.weighted([
      ["heads", 3],
      ["tails", 1],
      ["edge", 0],
    ]),
  );
  expect(heads.filter((side) => side === "heads").length / 10_000).toBeCloseTo(0.75, 1);
  expect(heads).not.toContain("edge");
});

test("skewed numbers have the median that they were asked for", () => {
  const random = createRandom("skewed");
  const values = Array.from({ length: 10_001 }, () => random.skewed(20_000, 0.7)).sort((a, b) => a - b);
  expect((values[5_000] ?? 0) / 20_000).toBeCloseTo(1, 1);
  expect(values.every((value) => Number.isInteger(value) && value >= 0)).toBe(true);
});
