import { DateTime } from "luxon";
import { expect, test } from "vitest";
import { day, hour } from "../base/index.ts";
import { bucketsOf, bucketUnits, comparedPeriod, hoursOfWeek } from "./periods.ts";

const local = { timeZone: "Europe/Berlin", firstDayOfWeek: 1 };
const at = (text: string, zone = "Europe/Berlin"): number => DateTime.fromISO(text, { zone }).toMillis();
const march = { from: at("2026-03-27"), to: at("2026-04-02") };

test("the day on which clocks go forward has 23 hours, the one on which they go back 25", () => {
  const lengths = (from: string, to: string) =>
    bucketsOf({ from: at(from), to: at(to) }, "day", local).map(({ from: start, to: end }) => (end - start) / hour);
  expect(lengths("2026-03-28", "2026-03-31")).toEqual([24, 23, 24]);
  expect(lengths("2026-10-24", "2026-10-27")).toEqual([24, 25, 24]);
});

test("both hours of an autumn night have a name of their own", () => {
  const labels = bucketsOf({ from: at("2026-10-25"), to: at("2026-10-26") }, "hour", local).map(({ label }) => label);
  expect(labels).toHaveLength(25);
  expect(new Set(labels).size).toBe(25);
});

test("an hour of a zone that moves its clocks by half an hour", () => {
  const zone = "Australia/Lord_Howe";
  const range = { from: at("2026-04-05", zone), to: at("2026-04-06", zone) };
  const buckets = bucketsOf(range, "hour", { timeZone: zone, firstDayOfWeek: 1 });
  expect(range.to - range.from).toBe(24.5 * hour);
  expect(new Set(buckets.map(({ label }) => label)).size).toBe(buckets.length);
  expect(buckets.filter(({ label }) => label.includes("T01:")).map(({ from, to }) => (to - from) / hour)).toEqual([
    1, 0.5,
  ]);
});

test.each(bucketUnits)("every %s follows the one before, and all of them are the range", (unit) => {
  const buckets = bucketsOf(march, unit, local);
  expect([buckets[0]?.from, buckets.at(-1)?.to]).toEqual([march.from, march.to]);
  for (const [index, { from }] of buckets.entries()) if (index > 0) expect(from).toBe(buckets[index - 1]?.to);
});

test("a week begins on its configured day", () => {
  const labels = (firstDayOfWeek: number) =>
    bucketsOf({ from: at("2026-03-04"), to: at("2026-03-10") }, "week", { ...local, firstDayOfWeek }).map(
      ({ label }) => label,
    );
  expect(labels(1)).toEqual(["2026-03-02", "2026-03-09"]);
  expect(labels(7)).toEqual(["2026-03-01", "2026-03-08"]);
});

test("what the range cuts off is marked", () => {
  const cut = bucketsOf({ from: at("2026-03-02T12:00"), to: at("2026-03-05") }, "day", local).map((one) => one.cut);
  expect(cut).toEqual([true, false, false]);
});

test("hours are called by weekday and local time", () => {
  expect(hoursOfWeek({ from: at("2026-03-02"), to: at("2026-03-02") + 2 * hour }, local)).toMatchObject([
    { label: "1 0" },
    { label: "1 1" },
  ]);
});

test("more periods than any chart has are refused", () => {
  expect(() => bucketsOf({ from: 0, to: 2_000 * day }, "hour", local)).toThrow("more than 20000 periods");
});
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
