import { describe, expect, test } from "vitest";
import { readAddress } from "./address.ts";
import { keyAction } from "./keys.ts";
import { periodNameOf, periodNames, periodOf } from "./periods.ts";
import { withPeriod } from "./query.ts";

const today = "2026-03-05";
const pressed = (key: string, url: string, more = {}) =>
  keyAction({ key, isModified: false, isTyping: false, ...more }, readAddress(url), today);

describe("a key", () => {
  test.each([
    ["1", { go: "/queues?queue=a&since=7d" }],
    ["2", { go: "/queues?queue=a" }],
    ["3", { go: "/queues?queue=a&since=90d" }],
    ["4", { go: "/queues?queue=a&since=2026-01-01" }],
    ["5", { go: "/queues?queue=a&since=52w" }],
    ["6", null],
    ["0", null],
    ["Escape", { go: "/queues?since=30d" }],
    ["/", "search"],
    ["?", "help"],
    ["a", null],
    [" ", null],
  ])("%s does what the list of keys says", (key, action) => {
    expect(pressed(key, "/queues?since=30d&queue=a")).toEqual(action);
  });

  test("Esc takes back the last filter first, and then does nothing", () => {
    expect(pressed("Escape", "/?queue=a&rule=last&since=7d")).toEqual({ go: "/?queue=a&since=7d" });
    expect(pressed("Escape", "/?since=7d")).toBeNull();
  });

  test("is the field's where it is typed, and the browser's with Ctrl", () => {
    expect(pressed("1", "/", { isTyping: true })).toBeNull();
    expect(pressed("/", "/", { isModified: true })).toBeNull();
  });
});

describe("a period", () => {
  test.each(["2026-01-02", "2026-03-31", "2026-04-03", "2026-12-31", "2028-02-29"])("is known again on %s", (day) => {
    for (const name of periodNames) expect(periodNameOf(withPeriod([], periodOf(name, day)), day)).toBe(name);
  });

  test("of a quarter is the one before while it has less than a week", () => {
    expect(periodOf("quarter", "2026-01-07")).toEqual({ since: "2025-10-01" });
    expect(periodOf("quarter", "2026-01-08")).toEqual({ since: "2026-01-01" });
    expect(periodOf("quarter", "2026-07-02")).toEqual({ since: "2026-04-01" });
  });
});
