import fc from "fast-check";
import { expect, test } from "vitest";
import { day, isoTime } from "./time.ts";

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
