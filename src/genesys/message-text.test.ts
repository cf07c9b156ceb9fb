import fc from "fast-check";
import { expect, test } from "vitest";
import { duration, oneLine } from "./message-text.ts";

test("text from the other side becomes one harmless line", () => {
  expect(oneLine("  a\u001b[31m\r\n\tb\u202e\u0000c  ")).toBe("a [31m b c");
  expect(oneLine("x".repeat(400))).toBe(`${"x".repeat(299)}…`);
});

test("a text of any input is no longer than asked for and has no control, format or lone surrogate characters", () =>
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.integer({ min: 1, max: 50 }), (text, maxLength) => {
      const shown = oneLine(text, maxLength);
      expect(shown.length).toBeLessThanOrEqual(maxLength);
      expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
    }),
  ));

test("a stretch of time is written in seconds or minutes", () => {
  expect([400, 30_000, 119_949, 600_000].map(duration)).toEqual(["0.4 s", "30 s", "119.9 s", "10 minutes"]);
});
