import { describe, expect, test } from "vitest";
import { boxOf, onlyRule } from "./satisfied-rule.ts";

const fiveOf = { from: 4, to: 5, low: 1, high: 5, isTurned: false };

test.each([
  [["4–5 of 1–5"], fiveOf],
  [["1–2 of 1–6"], { from: 1, to: 2, low: 1, high: 6, isTurned: true }],
  [["1 of 0–1"], { from: 1, to: 1, low: 0, high: 1, isTurned: false }],
  [["-1–2 of -2–2"], { from: -1, to: 2, low: -2, high: 2, isTurned: false }],
  // Everything satisfies: that turns nothing.
  [["1–5 of 1–5"], { from: 1, to: 5, low: 1, high: 5, isTurned: false }],
  [[], null],
  [["4–5 of 1–5", "3–4 of 0–4"], null],
  [["something else"], null],
])("%j is read", (rules, rule) => {
  expect(onlyRule(rules)).toEqual(rule);
});

describe("an answer is in its box, whichever answers nobody gave", () => {
  const boxes = (rules: string, points: number, values: readonly number[]) => {
    const rule = onlyRule([rules]);
    const distribution = values.map((value) => ({ value, answer: null, n: 3 }));
    return rule && values.map((value) => boxOf(value, rule, { points, distribution }));
  };
  test.each([
    ["4–5 of 1–5", 5, [1, 2, 3, 4, 5], ["bottom", "bottom", null, "top", "top"]],
    ["4–5 of 1–5", 5, [2, 3, 4, 5], ["bottom", null, "top", "top"]],
    ["4–5 of 1–5", 5, [3, 4], [null, "top"]],
    ["4–5 of 1–5", 5, [1, 2], ["bottom", "bottom"]],
    ["1–2 of 1–6", 6, [3, 4, 5], [null, null, "bottom"]],
    ["1–2 of 1–6", 6, [1, 6], ["top", "bottom"]],
    ["3 of 1–3", 3, [2, 3], [null, "top"]],
    ["75–100 of 0–100", 5, [25, 50], ["bottom", null]],
    // Not evenly spaced: known only where every value was given.
    ["5–10 of 0–10", 4, [0, 1, 5, 10], ["bottom", "bottom", "top", "top"]],
    ["5–10 of 0–10", 4, [1, 5], [null, "top"]],
  ] as const)("by %s", (rule, points, values, expected) => {
    expect(boxes(rule, points, values)).toEqual(expected);
  });
});
