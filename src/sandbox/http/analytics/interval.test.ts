import { expect, test } from "vitest";
import { day, hour, minute } from "../../../base/index.ts";
import { parseGranularity, readInterval } from "./interval.ts";

test.each([
  ["2026-03-05T00:00:00.000Z/2026-03-06T00:00:00.000Z", day],
  ["2026-03-05T00:00:00/2026-03-05T12:00:00", 12 * hour],
  ["2026-03-05T00:00:00+02:00/2026-03-05T00:00:00Z", 2 * hour],
  ["2026-03-05T00:00Z/2026-03-05T00:01Z", minute],
])("%s", (text, length) => {
  const interval = readInterval(text);
  expect(interval && interval.to - interval.from).toBe(length);
  expect(interval?.from).toBeLessThanOrEqual(Date.parse("2026-03-05T00:00:00Z"));
});

test.each(["", "2026-03-05", "2026-03-05/2026-03-06", "a/b", "2026-03-06T00:00:00Z/2026-03-05T00:00:00Z", "//"])(
  "%j is no interval",
  (text) => expect(readInterval(text)).toBeNull(),
);

test.each([
  ["P1D", day],
  ["PT30M", 30 * minute],
  ["P1W", 7 * day],
  ["P1DT12H", 36 * hour],
])("granularity %s", (text, length) => expect(parseGranularity(text)).toBe(length));

test.each(["", "P", "PT", "P1M", "1D", "P0D", "P1DT"])("%j is no granularity", (text) =>
  expect(() => parseGranularity(text)).toThrow("invalid granularity"),
);
