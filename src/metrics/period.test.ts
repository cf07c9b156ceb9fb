import { DateTime } from "luxon";
import { expect, test } from "vitest";
import { comparedPeriod } from "./period.ts";

const at = (text: string): number => DateTime.fromISO(text, { zone: "Europe/Berlin" }).toMillis();
const compared = (from: string, to: string, kind: "previous" | "year", now = "2027-01-01"): string[] => {
  const { from: start, to: end } = comparedPeriod({ from: at(from), to: at(to) }, kind, "Europe/Berlin", at(now));
  return [start, end].map((time) => DateTime.fromMillis(time, { zone: "Europe/Berlin" }).toFormat("yyyy-MM-dd HH:mm"));
};

test("whole days before whole days, though clocks changed in between", () => {
  expect(compared("2026-03-29", "2026-04-05", "previous")).toEqual(["2026-03-22 00:00", "2026-03-29 00:00"]);
});

test("the same days a year before", () => {
  expect(compared("2026-03-01", "2026-04-01", "year")).toEqual(["2025-03-01 00:00", "2025-04-01 00:00"]);
});

test("a week still running is compared with the part that had passed of the one before", () => {
  const now = "2026-03-04T12:00";
  expect(compared("2026-03-02", "2026-03-09", "previous", now)).toEqual(["2026-02-23 00:00", "2026-02-25 12:00"]);
  expect(compared("2026-03-02", "2026-03-09", "year", now)).toEqual(["2025-03-02 00:00", "2025-03-04 12:00"]);
});
