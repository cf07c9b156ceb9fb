import fc from "fast-check";
import { expect, test } from "vitest";
import { smallestVisibleChange } from "./index.ts";

const sizes = fc.integer({ min: 30, max: 100_000 });

test("more answers show smaller changes, and the sides may be exchanged for a share of one half", () =>
  fc.assert(
    fc.property(sizes, sizes, fc.double({ min: 0, max: 1, noNaN: true }), (n1, n2, share) => {
      const change = smallestVisibleChange(n1, n2, share) ?? 2;
      expect(smallestVisibleChange(n1 * 2, n2 * 2, share)).toBeLessThan(change);
      expect(smallestVisibleChange(n1, n2, 1 - share)).toBeCloseTo(change, 9);
      expect(change).toBeGreaterThan(0);
    }),
  ));

test("too few answers show no change at all", () => {
  expect(smallestVisibleChange(2, 2, 0.5)).toBeNull();
  expect(smallestVisibleChange(0, 100, 0.5)).toBeNull();
});
