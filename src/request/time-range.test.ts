import { describe, expect, test } from "vitest";
import { day, hour } from "../base/index.ts";
import { readDuration, readRange, readSince } from "./time-range.ts";

const now = Date.parse("2026-03-30T12:00:00Z");
const read = (flags: Parameters<typeof readRange>[0], zone = "UTC") => {
  const { from, to } = readRange(flags, now, zone);
  return [new Date(from).toISOString(), new Date(to).toISOString()];
};

test("the last 7 days by default", () => {
  expect(read({})).toEqual(["2026-03-23T12:00:00.000Z", "2026-03-30T12:00:00.000Z"]);
  expect(read({ since: "36h" })[0]).toBe("2026-03-29T00:00:00.000Z");
});

test("a date is midnight in the time zone, over a change of clocks too; an offset outranks it", () => {
  expect(read({ from: "2026-03-29", to: "2026-03-30" }, "Europe/Berlin")).toEqual([
    "2026-03-28T23:00:00.000Z",
    "2026-03-29T22:00:00.000Z",
  ]);
  expect(read({ from: "2026-03-29T00:00:00+09:00" }, "Europe/Berlin")[0]).toBe("2026-03-28T15:00:00.000Z");
});

describe("refused, each with what to write instead", () => {
  test.each([
    [{ from: "2026-03-30", to: "2026-03-29" }, "is not before --to"],
    [{ from: "2026-03-29", to: "2026-03-29" }, "is not before --to"],
    [{ from: "2027-01-01" }, "is not before now"],
    [{ from: "yesterday" }, "not an ISO 8601 date or time"],
    [{ from: "2026-02-30" }, "not an ISO 8601 date or time"],
    [{ from: "03/05/2026" }, "not an ISO 8601 date or time"],
    [{ since: "a week" }, "is neither a length of time"],
    [{ since: "0d" }, "is not a length of time"],
    [{ since: "-7d" }, "is neither a length of time"],
    [{ since: "7d", from: "2026-03-01" }, "cannot be combined with"],
    [{ to: "2026-03-01" }, "--to needs --from"],
  ])("%o", (flags, message) => expect(() => read(flags)).toThrow(message));
});

test("lengths of time", () => {
  expect(["30s", "90m", "24h", "7d", "2w", "1.5h"].map((text) => readDuration(text, "--since") / 60_000)).toEqual([
    0.5, 90, 1440, 10080, 20160, 90,
  ]);
});

test.each([
  ["90d", now - 90 * day],
  ["1.5h", now - 1.5 * hour],
  ["2026-03-01", Date.parse("2026-02-28T23:00:00Z")],
  ["2026-03-01T08:00:00Z", Date.parse("2026-03-01T08:00:00Z")],
])("the start %s", (text, start) => expect(readSince(text, now, "Europe/Berlin")).toBe(start));

test.each(["x", "90", "90 days", "-1d", "2009", "2026-03-31", "9999w"])("no start: %s", (text) =>
  expect(() => readSince(text, now, "UTC")).toThrow(`--since "${text}"`),
);
