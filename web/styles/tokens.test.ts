import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css = readFileSync(new URL("tokens.css", import.meta.url), "utf8");
const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name = "", light = "", dark = ""]) => [name, { light, dark }],
  ),
);

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ["ground", "surface", "raised", "hover"];
const texts = ["text", "soft", "accent", "good", "bad", "warn"];
const pairs: readonly (readonly [text: string, ground: string, least: number])[] = [
  ...texts.flatMap((text) => grounds.map((ground) => [text, ground, 4.5] as const)),
  ...["accent", "soft", "text"].map((text) => [text, "accent-ground", 4.5] as const),
  ["warn", "warn-ground", 4.5],
  ["on-accent", "accent", 4.5],
  ...["ground", "surface", "raised"].map((ground) => ["control", ground, 3] as const),
  ["accent", "ground", 3],
];

describe.each(["light", "dark"] as const)("in the %s theme", (theme) => {
  test.each(pairs)("%s is read on %s", (text, ground, least) => {
    const [one, other] = [tokens.get(text)?.[theme], tokens.get(ground)?.[theme]];
    expect(contrast(one ?? "#000000", other ?? "#000000")).toBeGreaterThanOrEqual(least);
  });
});
