import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const css = readFileSync(new URL("../../web/styles/charts.css", import.meta.url), "utf8");

/** Colours by name, in each theme. */
const colours = new Map(
  [...css.matchAll(/--chart-([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name = "", light = "", dark = ""]) => [name, { light, dark }] as const,
  ),
);

/** As WCAG 2.2 defines it: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** What stands on what, and how much it must differ: text 4.5, signs 3. */
const pairs: readonly (readonly [string, string, number])[] = [
  ["text", "ground", 4.5],
  ["soft", "ground", 4.5],
  ...["mark", "above", "below", "few", "bar", "band-edge", "above-edge", "below-edge"].map(
    (sign) => [sign, "ground", 3] as const,
  ),
  ["mark", "band", 3],
  ["above", "above-band", 3],
  ["below", "below-band", 3],
  ["few", "band", 3],
  ["text", "band", 4.5],
  ...["step-1", "step-2", "step-3"].map((step) => ["text", step, 4.5] as const),
  ...["step-4", "step-5"].map((step) => ["inverse", step, 4.5] as const),
];

const cases = pairs.flatMap(([sign, ground, least]) =>
  (["light", "dark"] as const).map((theme) => [sign, ground, theme, least] as const),
);

test.each(cases)("%s on %s, %s: at least %d : 1", (sign, ground, theme, least) => {
  const [over, under] = [colours.get(sign)?.[theme] ?? "", colours.get(ground)?.[theme] ?? ""];
  expect(contrast(over, under)).toBeGreaterThanOrEqual(least);
});

test("contrast is what WCAG says it is", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
  expect(contrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
});

test("every colour of a chart is one of those that are measured", () => {
  const used = [...css.matchAll(/var\(--chart-([a-z0-9-]+)\)/g)].map(([, name = ""]) => name);
  expect(used.filter((name) => !colours.has(name))).toEqual([]);
  expect(css.replace(/--chart-[a-z0-9-]+: light-dark\([^)]*\)/g, "")).not.toMatch(/#[0-9a-f]{3,8}\b|\brgb|\bhsl/);
});
