import { expect, test } from "vitest";
import { day as dayLength, hour } from "../../base/index.ts";
import { countOf, startOf } from "./calendar.ts";

test("starts ascend within their own day, for any draws", () => {
  const starts = Array.from({ length: 200 }, (_, index) => startOf(20_500, index, 200, index % 2 ? 0 : 0.999));
  expect(starts).toEqual(starts.toSorted((a, b) => a - b));
  expect(starts[0]).toBeGreaterThanOrEqual(20_500 * dayLength);
  expect(starts.at(-1)).toBeLessThan(20_501 * dayLength);
});

test("most work is done by day", () => {
  const hours = Array.from({ length: 1_000 }, (_, at) => (startOf(20_500, at, 1_000, 0.5) % dayLength) / hour);
  expect(hours.filter((at) => at >= 8 && at < 18).length).toBeGreaterThan(600);
  expect(hours.some((at) => at < 5)).toBe(true);
});

test("weekends are quiet and the mean day is what was asked for", () => {
  const monday = 20_500 - ((20_500 + 4) % 7) + 1;
  const week = Array.from({ length: 7 }, (_, at) => countOf(1, monday + at, 1_000));
  expect(week[6]).toBeLessThan(600);
  const year = Array.from({ length: 364 }, (_, at) => countOf(1, monday + at, 100));
  expect(year.reduce((sum, count) => sum + count, 0) / 364).toBeCloseTo(100, -1);
});
