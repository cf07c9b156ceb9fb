import stringWidth from "string-width";
import { expect, test } from "vitest";
import { wrap } from "./wrap.ts";

test("breaks between words, within the width, and loses none", () => {
  const text = "Its text says 「満足」 and its options are ordered";
  const lines = wrap(text, 20, "  # ").split("\n");
  expect(lines.every((line) => line.startsWith("  # ") && stringWidth(line) <= 20)).toBe(true);
  expect(lines.map((line) => line.slice(4)).join(" ")).toBe(text);
});

test("a word that is too long stands alone", () => expect(wrap("a bbbbbb c", 4, "")).toBe("a\nbbbbbb\nc"));
test("nothing is one empty line", () => expect(wrap("", 4, "> ")).toBe("> "));
