import { expect, test } from "vitest";
import { shorten, textWidth, wrap } from "./text-width.ts";

test("what fits stays, what does not is cut between characters", () => {
  expect(shorten("Billing", 100)).toBe("Billing");
  expect(shorten("Billing and returns", 60)).toMatch(/^Billin?g?…$/);
  // One family of four people is one character of seven code points.
  expect(shorten("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 70)).toMatch(/^(👩‍👩‍👧‍👦)+…$/u);
  expect(shorten("Billing", 4)).toBe("");
});

test.each(["a".repeat(10_000), "日".repeat(10_000), "a\u0301".repeat(5000)])(
  "ten thousand characters are cut to fit",
  (text) => {
    expect(textWidth(shorten(text, 200))).toBeLessThanOrEqual(200);
  },
);

test("lines break between words, and the last one is cut", () => {
  expect(wrap("one two three four", 70, 3)).toEqual(["one two", "three four"]);
  const cut = wrap("one two three four five six", 70, 2);
  expect(cut).toHaveLength(2);
  expect(cut.at(-1)).toMatch(/…$/);
});
