import { assert, constantFrom, property, string, stringMatching } from "fast-check";
import { expect, test } from "vitest";
import { compilePattern } from "./find-pattern.ts";

const found = (pattern: string, text: string): string[] =>
  compilePattern(pattern)(text).map(({ start, end }) => text.slice(start, end));

test.each([
  ["KD-\\d{6}", "kd-123456 and KD-12345", ["kd-123456"]],
  [
    "(?:contract|policy) no\\.? ?[A-Z]{2}\\d+",
    "Policy no. ab12, contract noXY7",
    ["Policy no. ab12", "contract noXY7"],
  ],
  ["\\bV\\d{3}\\b", "V123 V1234 xV123", ["V123"]],
  ["a|ab|abc", "abcd", ["abc"]],
  ["[^\\s\\]]{2,}", "a bc ]de", ["bc", "de"]],
  ["a{2}", "aaa", ["aaa"]],
  ["\\p{Lu}\\.", "x Ä.", ["Ä."]],
  ["(a?b)*c", "ababbc", ["ababbc"]],
])("%s finds in %j everything that it matches", (pattern, text, all) => expect(found(pattern, text)).toEqual(all));

/** Without what matches nothing, and with every kind of part. */
const patterns = [
  "a",
  "ab|b+c",
  "(a|b)c?",
  "a{1,3}b",
  "[^ab]c",
  "\\d{2,}",
  "(?:a(?:b|c)*){2}",
  "\\ba\\b",
  "a.b",
  "b\\Bc",
  "(a+)+c",
  "(?:a?){3}b",
];

test("it finds what the language's own matcher finds, no less and no more", () => {
  assert(
    property(constantFrom(...patterns), stringMatching(/^[abc1 ]{0,12}$/), (pattern, text) => {
      const own = new RegExp(pattern, "iu");
      const covered = compilePattern(pattern)(text);
      const isCovered = (index: number): boolean => covered.some(({ start, end }) => start <= index && index < end);
      for (let start = 0; start < text.length; start += 1) {
        const match = new RegExp(pattern, "iuy");
        match.lastIndex = start;
        const end = start + (match.exec(text)?.[0].length ?? 0);
        for (let index = start; index < end; index += 1) expect(isCovered(index)).toBe(true);
      }
      for (const { start, end } of covered) expect(own.test(text.slice(Math.max(0, start - 1), end + 1))).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test.each(["(\\d+)+x", "(a|a)*b", "(?:a?){30}a{30}", "\\w*\\w*\\w*x", "(a|aa)+\\d"])(
  "%s takes time that grows with the text alone",
  (pattern) => {
    const find = compilePattern(pattern);
    const began = performance.now();
    find("a1".repeat(5_000) + "a".repeat(10_000));
    // Some 50 ms; tried way by way, it would take longer than anybody lives.
    expect(performance.now() - began).toBeLessThan(10_000);
  },
);

test.each([
  ["(", "no regular expression"],
  ["[a", "no regular expression"],
  ["a{2,1}", "no regular expression"],
  ["(a)\\1", "refers back"],
  ["(?<=a)b", "looks ahead or behind"],
  ["a(?!b)", "looks ahead or behind"],
  ["(?<year>\\d)", "names a group"],
  ["^a", "^ or $"],
  ["a$", "^ or $"],
  ["a*", "nothing"],
  ["a|", "nothing"],
  ["(?:a{100}){100}", "too long"],
  ["(?:){999999999}", "too long"],
])("%s is refused: %s", (pattern, why) => expect(() => compilePattern(pattern)).toThrow(why));

test("what has a meaning elsewhere is a character where it is escaped or in a class", () => {
  expect(found("\\$\\d+[$^)]", "$5$ $5^ $5")).toEqual(["$5$", "$5^"]);
  expect(found("\\(x\\)", "(x)")).toEqual(["(x)"]);
});

test("no text is an error", () => {
  const find = compilePattern("a.|[^b]c");
  assert(property(string({ unit: "binary" }), (text) => find(text).every(({ start, end }) => start < end)));
});
