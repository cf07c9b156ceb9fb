import { expect, test } from "vitest";
import { judge } from "./correlation.ts";

test.each([
  [-0.31, -0.4, -0.21, { direction: "lower", strength: "clear" }],
  [0.05, 0.01, 0.09, { direction: "higher", strength: "none" }],
  [0.7, 0.6, 0.8, { direction: "higher", strength: "strong" }],
  [-0.2, -0.4, 0.1, "chance"],
  [null, null, null, null],
])("a correlation of %s between %s and %s", (r, low, high, expected) =>
  expect(judge({ r, low, high, n: 100 })).toEqual(expected),
);
