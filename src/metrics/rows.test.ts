import { expect, test } from "vitest";
import { rowReader } from "./rows.ts";

const read = rowReader({ sum: "number", n: "count" });

test("sums are the same for any order of addition in the database", () => {
  const values = Array.from({ length: 2_000 }, (_, index) => ((index * 7919) % 1_000) / 3 + 0.1);
  const sum = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0);
  const orders = [values, [...values].reverse(), [...values].sort((a, b) => a - b)];
  expect(new Set(orders.map(sum)).size).toBeGreaterThan(1);
  expect(new Set(orders.map((order) => JSON.stringify(read({ sum: sum(order), n: sum(order) })))).size).toBe(1);
});

test("whole numbers stay as they are, however large", () =>
  expect(read({ sum: 123_456_789_012_345, n: 9_007_199_254_740_991 })).toEqual({
    sum: 123_456_789_012_345,
    n: 9_007_199_254_740_991,
  }));
