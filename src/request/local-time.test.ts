import fc from "fast-check";
import { DateTime } from "luxon";
import { afterEach, expect, test, vi } from "vitest";
import { readLocalTime } from "./local-time.ts";

const iso = (time: number | null): string => new Date(time ?? Number.NaN).toISOString();

afterEach(() => void vi.useRealTimers());

// luxon guesses the offset of the day of the run first: both seasons, and both must not matter.
const daysOfRuns = ["2026-01-15T12:00:00Z", "2026-07-15T12:00:00Z"];

test.each([
  ["Europe/Berlin", "2025-10-26T02:30", "2025-10-26T00:30:00.000Z"],
  ["America/Havana", "2025-11-02T00:30", "2025-11-02T04:30:00.000Z"],
  ["America/Havana", "2025-11-02", "2025-11-02T04:00:00.000Z"],
  ["Atlantic/Azores", "2025-10-26", "2025-10-26T00:00:00.000Z"],
  ["America/New_York", "2025-11-02T01:59:59.999", "2025-11-02T05:59:59.999Z"],
  ["Australia/Lord_Howe", "2025-04-06T01:45", "2025-04-05T14:45:00.000Z"],
])("an hour that occurs twice in %s, %s, is the earlier one, on any day of the run", (zone, text, time) => {
  for (const today of daysOfRuns) {
    vi.useFakeTimers({ now: Date.parse(today), toFake: ["Date"] });
    expect(iso(readLocalTime(text, zone))).toBe(time);
  }
});

test.each([
  ["Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:00:00.000Z"],
  ["America/Havana", "2025-03-09", "2025-03-09T05:00:00.000Z"],
  ["America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00.000Z"],
  ["Pacific/Apia", "2011-12-30T12:00", "2011-12-30T10:00:00.000Z"],
])("a time that the clocks of %s skip, %s, is the first one after", (zone, text, time) => {
  for (const today of daysOfRuns) {
    vi.useFakeTimers({ now: Date.parse(today), toFake: ["Date"] });
    expect(iso(readLocalTime(text, zone))).toBe(time);
  }
});

test.each([
  ["2025-10-26T02:30:00+01:00", "2025-10-26T01:30:00.000Z"],
  ["2025-10-26T02:30Z", "2025-10-26T02:30:00.000Z"],
  ["2025-W43-7T02:30-03", "2025-10-26T05:30:00.000Z"],
])("an offset outranks the zone: %s", (text, time) => expect(iso(readLocalTime(text, "Europe/Berlin"))).toBe(time));

test.each(["", "yesterday", "2026-02-30", "2026-03-05T25:00"])("no time: %j", (text) =>
  expect(readLocalTime(text, "Europe/Berlin")).toBeNull(),
);

test("every time is found again by how its zone writes it, the later of two as the earlier", () => {
  const zones = ["Europe/Berlin", "America/Havana", "Atlantic/Azores", "Australia/Lord_Howe", "UTC", "Asia/Kathmandu"];
  const minutes = fc.integer({ min: Date.UTC(2015, 0, 1) / 60_000, max: Date.UTC(2027, 0, 1) / 60_000 });
  fc.assert(
    fc.property(minutes, fc.constantFrom(...zones), (minute, zone) => {
      const time = DateTime.fromMillis(minute * 60_000, { zone });
      const text = time.toFormat("yyyy-MM-dd'T'HH:mm");
      expect(readLocalTime(text, zone)).toBe(Math.min(...time.getPossibleOffsets().map((one) => one.toMillis())));
    }),
    { numRuns: 2_000 },
  );
});
