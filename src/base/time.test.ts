import fc from "fast-check";
import { expect, test } from "vitest";
import { day, isoTime, readTime } from "./time.ts";

test("a time is written as Date writes it", () => {
  const times = fc.oneof(fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 }), fc.constant(-0.5));
  fc.assert(
    fc.property(times, (time) => {
      expect(isoTime(time)).toBe(new Date(time).toISOString());
    }),
  );
  expect(() => isoTime(Number.NaN)).toThrow(RangeError);
  expect(() => isoTime(8.64e15 + day)).toThrow(RangeError);
});

test.each([
  "2026-03-05T08:15:00.000Z",
  "2026-03-05T08:15:00.000",
  "2026-03-05T08:15:00",
  "2026-03-05T08:15",
  "2026-03-05 08:15:00",
  "2026-03-05T10:15:00+02:00",
  "2026-03-05T08:15:00.000000",
  "2026-03-05T03:15:00-0500",
])("%s is the same moment in every time zone", (text) => {
  const before = process.env["TZ"];
  try {
    for (const zone of ["UTC", "America/New_York", "Asia/Kolkata"]) {
      process.env["TZ"] = zone;
      expect(readTime(text)).toBe(Date.UTC(2026, 2, 5, 8, 15));
    }
  } finally {
    if (before === undefined) delete process.env["TZ"];
    else process.env["TZ"] = before;
  }
});
