import { assert, property, string } from "fast-check";
import { expect, test } from "vitest";
import { findPattern } from "./find-pattern.ts";

const found = (pattern: string, text: string): string[] =>
  findPattern(pattern)(text).map(({ start, end }) => text.slice(start, end));

test.each([
  ["KD-\\d{6}", "kd-123456 and KD-12345", ["kd-123456"]],
  [
    "(?:contract|policy) no\\.? ?[A-Z]{2}\\d+",
    "Policy no. ab12, contract noXY7",
    ["Policy no. ab12", "contract noXY7"],
  ],
  ["\\bV\\d{3}\\b", "😀V123 V1234 xV123", ["V123"]],
  ["\\p{Lu}\\.", "x Ä.", ["Ä."]],
  ["a*", "baab", ["aa"]],
])("%s finds in %j everything that it matches", (pattern, text, all) => expect(found(pattern, text)).toEqual(all));

test.each(["(\\d+)+x", "(a|a)*b", "(?:a?){30}a{30}", "\\w*\\w*\\w*x", "(a|aa)+\\d"])(
  "%s takes time that grows with the text alone",
  (pattern) => {
    const find = findPattern(pattern);
    const began = performance.now();
    find("a1".repeat(5_000) + "a".repeat(10_000));
    // Some 50 ms; tried way by way, it would take longer than anybody lives.
    expect(performance.now() - began).toBeLessThan(10_000);
  },
);

test.each([0, 1_490, 1_495, 1_499, 1_500, 1_501, 1_995, 1_999, 2_000, 2_001, 3_499])(
  "what stands at character %i of a long text is found, and no part of anything else",
  (at) => {
    const text = `${" ".repeat(at)}V123 V1234${" ".repeat(4_000)}`;
    expect(new Set(found("\\bV\\d{3}\\b", text))).toEqual(new Set(["V123"]));
  },
);

test("no text is an error", () => {
  const find = findPattern("a.|[^b]c");
  assert(property(string({ unit: "binary" }), (text) => find(text).every(({ start, end }) => start < end)));
});
