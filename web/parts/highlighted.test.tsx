import fc from "fast-check";
import { expect, test } from "vitest";
import { pieces } from "./highlighted.tsx";

test.each([
  ["Zu früh, VIEL zu früh", "FRÜH", ["Zu ", "früh", ", VIEL zu ", "früh", ""]],
  ["fru\u0308h", "früh", ["", "früh", ""]],
  ["返事が遅い", "が遅", ["返事", "が遅", "い"]],
  ["İstanbul İ", "istanbul", ["İstanbul İ"]],
  ["aaa", "aa", ["", "aa", "a"]],
  ["👍🏽 gut", "gut", ["👍🏽 ", "gut", ""]],
  ["100 %", "%", ["100 ", "%", ""]],
  ["(a.*)", ".*", ["(a", ".*", ")"]],
  ["anything", "  ", ["anything"]],
  ["", "x", [""]],
])("%j has %j at %j", (text, wanted, expected) => expect(pieces(text, wanted)).toEqual(expected));

test("the pieces are the whole text, and every second one is what was wanted", () => {
  const letters = fc.string({ unit: fc.constantFrom("a", "B", "ß", "é", "e\u0301", "İ", "👍", " "), maxLength: 12 });
  fc.assert(
    fc.property(letters, letters, (text, wanted) => {
      const cut = pieces(text, wanted);
      expect(cut.join("")).toBe(text.normalize("NFC"));
      const folded = wanted.normalize("NFC").trim().toLowerCase();
      for (const [at, piece] of cut.entries()) if (at % 2 === 1) expect(piece.toLowerCase()).toBe(folded);
    }),
    { seed: 4 },
  );
});
