import { describe, expect, test } from "vitest";
import { createFormats } from "./formats.ts";

const english = createFormats("en", "Europe/Berlin");
const german = createFormats("de", "Europe/Berlin");

describe("ranges are written by their days", () => {
  const range = { from: "2026-10-23T22:00:00.000Z", to: "2026-11-22T23:00:00.000Z" };
  test("in English", () => expect(english.range(range)).toBe("24 Oct – 22 Nov 2026"));
  test("in German", () => expect(german.range(range)).toBe("24. Okt. – 22. Nov. 2026"));
  test("over the new year", () =>
    expect(english.range({ from: "2025-12-30T23:00:00.000Z", to: "2026-01-02T23:00:00.000Z" })).toBe(
      "31 Dec 2025 – 2 Jan 2026",
    ));
  test("a single day is one", () =>
    expect(english.range({ from: "2026-03-04T23:00:00.000Z", to: "2026-03-05T23:00:00.000Z" })).toBe("5 Mar 2026"));
  test("the day on which clocks change is one too", () =>
    expect(english.range({ from: "2026-10-24T22:00:00.000Z", to: "2026-10-25T23:00:00.000Z" })).toBe("25 Oct 2026"));
  test("anything else has its times", () =>
    expect(english.range({ from: "2026-10-24T06:15:00.000Z", to: "2026-10-26T07:15:00.000Z" })).toBe(
      "24 Oct 2026, 08:15 – 26 Oct 2026, 08:15",
    ));
});

const soft = (text: string): string => text.replaceAll("\u00a0", " ");

test.each([
  [0.844, "84 %"],
  [0, "0 %"],
  [1, "100 %"],
  [0.004, "0.4 %"],
  [0.996, "99.6 %"],
  [0.0001, "< 0.1 %"],
  [0.99999, "> 99.9 %"],
])("%d is %s: a small share never reads as nothing", (share, text) => expect(soft(english.percent(share))).toBe(text));

test("numbers are written as the language does", () => {
  expect([english.two(0.746), german.two(0.746)]).toEqual(["0.75", "0,75"]);
  expect([english.count(12345), german.count(12345)]).toEqual(["12,345", "12.345"]);
  expect([english.signed(0.044), english.signed(-0.04), english.signed(0.001)]).toEqual(["+4", "−4", "0"]);
  expect(soft(german.percent(0.004))).toBe("0,4 %");
  expect([german.plain(4), german.plain(4.5)]).toEqual(["4", "4,5"]);
});

test("days of the week and hours", () => {
  expect([1, 7].map(english.weekday)).toEqual(["Mon", "Sun"]);
  expect([1, 7].map(german.weekday)).toEqual(["Mo", "So"]);
  expect(english.hour(8)).toBe("08:00");
  expect([english.minute("2026-11-21T05:00:00.000Z"), german.minute("2026-11-21T05:00:00.000Z")]).toEqual([
    "21 Nov, 06:00",
    "21. Nov., 06:00",
  ]);
});
