import { expect, test } from "vitest";
import { readMachineTimeZone, timeZoneProblem } from "./time-zone.ts";

test.each(["Europe/Berlin", "America/Argentina/Ushuaia", "UTC", "Asia/Kathmandu"])("%s is a time zone", (zone) => {
  expect(timeZoneProblem(zone)).toBeNull();
});

test.each(["", " ", "Berlin", "local", "+02:00", "-0800", "Mars/Olympus"])("%j is none", (zone) => {
  expect(timeZoneProblem(zone)).toMatch(/^must be a time zone of the IANA database/);
});

test("a slip is recognised", () => {
  expect(timeZoneProblem("Europe/Berln")).toContain('did you mean "Europe/Berlin"?');
});

test.each([
  ["", "UTC"],
  [":", "UTC"],
  ["Europe/Berlin", "Europe/Berlin"],
  [":Europe/Berlin", "Europe/Berlin"],
  ["posix/Europe/Berlin", "Europe/Berlin"],
  [":right/America/New_York", "America/New_York"],
  ["/usr/share/zoneinfo/Asia/Kathmandu", "Asia/Kathmandu"],
])("TZ=%j names %s", (tz, timeZone) => {
  expect(readMachineTimeZone(tz)).toEqual({ timeZone, warnings: [] });
});

test.each([":foo", "nonsense", "CET-1CEST", "+02:00", "Etc/Unknown", "undefined", "\u001b[31m"])(
  "TZ=%j is UTC, and that is reported",
  (tz) => {
    const { timeZone, warnings } = readMachineTimeZone(tz);
    expect([timeZone, warnings.length]).toEqual(["UTC", 1]);
    expect(warnings[0]).toMatch(/^TZ=".*" is no time zone of the IANA database: times without an offset are UTC\./);
  },
);

test("without TZ it is the machine's own, and a time zone", () => {
  expect(timeZoneProblem(readMachineTimeZone(undefined).timeZone)).toBeNull();
});
