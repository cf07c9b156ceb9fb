import { expect, test } from "vitest";
import { clockText, durationText } from "./duration.ts";

const units = { d: "d", h: "h", min: "min", s: "s" };
const hard = "\u00a0";

test.each([
  [0, "0 s"],
  [0.4, "0 s"],
  [59.6, "1 min"],
  [200, "3 min 20 s"],
  [3600, "1 h"],
  [3605, "1 h"],
  [3725, "1 h 2 min"],
  [187_200, "2 d 4 h"],
])("%d seconds are %s", (seconds, text) => {
  expect(durationText(seconds, units).replaceAll(hard, " ")).toBe(text);
});

test.each([
  [0, "0:00"],
  [200_000, "3:20"],
  [3_725_000, "1:02:05"],
])("%d ms on a clock are %s", (milliseconds, text) => expect(clockText(milliseconds)).toBe(text));
