import fc from "fast-check";
import { expect, test } from "vitest";
import { foldName, nearest } from "./nearest.ts";

const roles = ["csat", "nps", "ces", "resolution", "comment", "other"];

test.each([
  ["cast", "csat"],
  ["NPS", "nps"],
  ["resolutoin", "resolution"],
  ["coment", "comment"],
  ["ohter", "other"],
])("%s was meant as %s", (typed, meant) => {
  expect(nearest(typed, roles)).toBe(meant);
});

test.each(["", "x", "satisfaction", "commentary field"])("%j was meant as none of them", (typed) => {
  expect(nearest(typed, roles)).toBeNull();
});

test("the closest wins, not the first", () => {
  expect(nearest("csat_questions", ["csat_question", "csat_questions"])).toBe("csat_questions");
});

test("one slip in a word of three letters or more is always forgiven", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{3,12}$/), fc.nat(), (word, position) => {
      const at = position % word.length;
      expect(nearest(word.slice(0, at) + word.slice(at + 1), [word])).toBe(word);
    }),
  );
});

test("a name is the same in any case, and with accents that are characters of their own", () => {
  expect(foldName("Mu\u0308nchen")).toBe(foldName("MÜNCHEN"));
  expect(foldName("Munchen")).not.toBe(foldName("München"));
});
