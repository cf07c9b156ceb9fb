import fc from "fast-check";
import { expect, test } from "vitest";
import { hiddenCells } from "./suppression.ts";

const cells = (...counts: readonly number[]) => counts.map((n) => ({ n }));
const hidden = (counts: readonly number[], adds = true): number[] =>
  [...hiddenCells(cells(...counts), { threshold: 10, adds })].map(({ n }) => n).sort((a, b) => a - b);

test("what nobody could compute is shown", () => {
  expect(hidden([10, 20, 0])).toEqual([]);
});

test("one small cell takes the next one with it, or the total would give it away", () => {
  expect(hidden([3, 40, 12])).toEqual([3, 12]);
});

test("two small cells hide each other only where both together are not small", () => {
  expect(hidden([3, 4, 40])).toEqual([3, 4, 40]);
  expect(hidden([6, 7, 40])).toEqual([6, 7]);
});

test("overlapping groups have no total to subtract from", () => {
  expect(hidden([3, 40, 12], false)).toEqual([3]);
});

test("what is small for another reason is hidden whatever its answers", () => {
  const given = cells(50, 60, 70);
  expect(hiddenCells(given, { threshold: 10, adds: true, small: ({ n }) => n === 60 }).size).toBe(2);
});

test("no shown cell is small, and no total of the hidden ones is", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(60), { maxLength: 12 }), (counts) => {
      const given = cells(...counts);
      const withheld = hiddenCells(given, { threshold: 10, adds: true });
      expect(given.every((cell) => withheld.has(cell) || cell.n === 0 || cell.n >= 10)).toBe(true);
      const filled = given.filter(({ n }) => n > 0);
      const together = [...withheld].reduce((sum, { n }) => sum + n, 0);
      if (withheld.size > 0 && withheld.size < filled.length) {
        expect(withheld.size).toBeGreaterThanOrEqual(2);
        expect(together).toBeGreaterThanOrEqual(10);
      }
    }),
  );
});
