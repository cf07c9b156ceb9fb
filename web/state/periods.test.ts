import { expect, test } from "vitest";
import { createFormats } from "../../src/report/print/formats.ts";
import { askedPeriod } from "./periods.ts";

const now = new Date("2026-03-20T12:00:00Z");

/** As the page shows it, whichever zone its browser is in. */
const shown = (from: string, to: string | null, timeZone: string) => {
  const asked = askedPeriod(from, to, { timeZone, today: "2026-03-20", now });
  const times = asked?.times;
  return asked && [asked.first, asked.last, times ? createFormats("en", times.timeZone).range(times) : null];
};

test.each(["UTC", "Europe/Berlin", "America/New_York", "Pacific/Auckland"])(
  "days are those of the form, in %s",
  (zone) => {
    expect(shown("2026-03-01", "2026-03-08", zone)).toEqual(["2026-03-01", "2026-03-07", "1 – 7 Mar 2026"]);
    expect(shown("2026-03-01", null, zone)).toEqual(["2026-03-01", "2026-03-20", "1 – 20 Mar 2026"]);
  },
);

test("times with an offset are written in the zone of the organization", () => {
  expect(shown("2026-02-28T23:00:00.000Z", "2026-03-07T23:00:00.000Z", "Europe/Berlin")).toEqual([
    "2026-03-01",
    "2026-03-07",
    "1 – 7 Mar 2026",
  ]);
  expect(shown("2026-03-05T08:00+01:00", null, "Europe/Berlin")?.[2]).toMatch(
    /^5 Mar 2026, 08:00 – 20 Mar 2026, 13:00$/,
  );
});

test("a time without one is of the organization's zone, which a browser cannot read: it stands as it was written", () => {
  expect(shown("2026-03-05T23:30", "2026-03-06T23:30", "America/New_York")).toEqual(["2026-03-05", "2026-03-05", null]);
  expect(shown("2026-03-05", "2026-03-06T10:00:00Z", "UTC")).toEqual(["2026-03-05", "2026-03-05", null]);
  expect(shown("soon", null, "UTC")).toBeNull();
});
