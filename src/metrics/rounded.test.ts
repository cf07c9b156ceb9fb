import { expect, test } from "vitest";
import { rounded, roundedSum } from "./rounded.ts";

test("numbers that differ in the order of their sum are one number", () => {
  const [forward, backward] = [0.1 + 0.2 + 0.3, 0.3 + 0.2 + 0.1];
  expect(forward).not.toBe(backward);
  expect(rounded({ value: forward })).toEqual(rounded({ value: backward }));
  expect(rounded([1 / 3, [2 / 3]])).toEqual([0.333333333333, [0.666666666667]]);
});

test("everything else is as it was: whole numbers, small ones, nothing, texts", () => {
  const given = { n: 123_456_789_012_345, p: 1.5e-9, low: null, name: "0.1000000000000001", all: [true, { deep: -2 }] };
  expect(rounded(given)).toEqual(given);
});

test.each([
  [1.23456789012, 0.1234567890125, 0.333333333333],
  [2.00000000001, 0.100000000005, 0.2],
  [0.1, 0.2, 0.3],
])(
  "a sum of %d, %d and %d is one number in whatever order they are added, and so is what is printed of it",
  (a, b, c) => {
    const orders = [
      [a, b, c],
      [c, b, a],
      [b, a, c],
      [c, a, b],
    ];
    expect(new Set(orders.map(roundedSum)).size).toBe(1);
    expect(new Set(orders.map((order) => rounded(roundedSum(order) ** 2 / 3))).size).toBe(1);
  },
);
