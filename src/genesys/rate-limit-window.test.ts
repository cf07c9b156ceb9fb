import { expect, test } from "vitest";
import { second } from "../base/index.ts";
import { narrow, readLimits } from "./rate-limit-window.ts";

const limits = (count: number, reset: number, allowed = 300) => ({ count, allowed, reset });

test("an answer bounds the window's end by when it was asked for and when it came", () =>
  expect(narrow(null, limits(5, 30), 1_000, 1_400)).toEqual({
    count: 5,
    allowed: 300,
    earliest: 1_000 + 29 * second,
    latest: 1_400 + 31 * second,
  }));

test("further answers narrow it, and the highest count of the window stays, with its allowance", () => {
  const first = narrow(null, limits(5, 30, 180), 1_000, 1_400);
  const earlier = narrow(first, limits(3, 30, 300), 900, 1_900);
  expect(earlier).toEqual(first);
  expect(narrow(first, limits(9, 29), 1_600, 1_800)).toEqual({
    count: 9,
    allowed: 300,
    earliest: first.earliest,
    latest: 1_800 + 30 * second,
  });
});

test("an answer of a later window starts the count again, one of an earlier window is ignored", () => {
  const first = narrow(null, limits(299, 2), 0, 100);
  const next = narrow(first, limits(1, 60), 4_000, 4_100);
  expect(next.count).toBe(1);
  expect(narrow(next, limits(298, 3), 0, 4_200)).toEqual(next);
});

test("headers are read all three or not at all", () => {
  const headers = (values: Record<string, string>) => (name: string) => values[name] ?? "";
  const all = { "inin-ratelimit-count": "0", "inin-ratelimit-allowed": "300", "inin-ratelimit-reset": "0" };
  expect(readLimits(headers(all), 0)).toEqual({ count: 0, allowed: 300, reset: 0 });
  for (const name of Object.keys(all)) expect(readLimits(headers({ ...all, [name]: "" }), 0)).toBeNull();
  for (const name of Object.keys(all).slice(0, 2))
    expect(readLimits(headers({ ...all, [name]: "soon" }), 0)).toBeNull();
});

test.each([
  ["seconds since 1970", "1764349230", 30],
  ["milliseconds since 1970", "1764349230000", 30],
  ["a date", "Fri, 28 Nov 2025 17:00:30 GMT", 30],
  ["twice the same, joined on the way", "23, 23", 23],
  ["a time long past", "1000000000", 0],
  ["hours", "7200", 60],
  ["a time far ahead", "1764399200", 60],
  ["words", "soon", 60],
  ["a negative number", "-5", 60],
  ["more than any number", "1e999", 60],
])("a reset that is %s has an end within ten minutes: that, or a minute", (_, reset, left) => {
  const headers: Record<string, string> = {
    "inin-ratelimit-count": "7, 7",
    "inin-ratelimit-allowed": "300",
    "inin-ratelimit-reset": reset,
    date: "Fri, 28 Nov 2025 17:00:00 GMT",
  };
  expect(readLimits((name) => headers[name] ?? "", 0)).toEqual({ count: 7, allowed: 300, reset: left });
});
