import { expect, test } from "vitest";
import { machineTimeZone, timeZoneProblem } from "./time-zone.ts";

test.each(["Europe/Berlin", "America/Argentina/Ushuaia", "UTC", "Asia/Kathmandu"])("%s is a time zone", (zone) => {
  expect(timeZoneProblem(zone)).toBeNull();
});

test.each(["", " ", "Berlin", "local", "+02:00", "-0800", "Mars/Olympus"])("%j is none", (zone) => {
  expect(timeZoneProblem(zone)).toMatch(/^must be a time zone of the IANA database/);
});

test("a slip is recognised", () => {
  expect(timeZoneProblem("Europe/Berln")).toContain('did you mean "Europe/Berlin"?');
});

test("the machine's own time zone is one", () => {
  expect(timeZoneProblem(machineTimeZone())).toBeNull();
});
