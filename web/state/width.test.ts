import { expect, test } from "vitest";
import { cutOf } from "./width.ts";

test.each([
  ["all of it is in sight", 0, 300, ""],
  ["a pixel more is rounding", 0, 301, ""],
  ["more follows", 0, 900, "end"],
  ["in the middle", 200, 900, "start end"],
  ["at the end", 600, 900, "start"],
  ["a fraction before the end", 599.4, 900, "start"],
] as const)("%s", (_, scrollLeft, scrollWidth, cut) => {
  expect(cutOf({ scrollLeft, scrollWidth, clientWidth: 300 })).toBe(cut);
});
