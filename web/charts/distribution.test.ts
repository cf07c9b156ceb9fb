import { expect, test } from "vitest";
import { ofClass, setting, textsOf } from "../../test/charts/drawn.ts";
import { type DistributionRow, distribution } from "./distribution.ts";

const row = (name: string, n: number | null, box: DistributionRow["box"] = null): DistributionRow => ({ name, n, box });
const textIn = (svg: string): readonly string[] => textsOf(svg).map(({ text }) => text);

test("bars are as long as answers are many, and shares add up", () => {
  const svg = distribution({ ...setting(), rows: [row("1", 10), row("2", 30)] });
  const lengths = ofClass(svg, "chart-band").map(({ attributes }) => Number(attributes["width"]));
  expect(lengths[1]).toBeCloseTo((lengths[0] ?? 0) * 3, 1);
  expect(textIn(svg)).toEqual(expect.arrayContaining(["25\u00a0%", "75\u00a0%", "n 10", "n 30"]));
});

test("which answers count as satisfied is seen without colour", () => {
  const svg = distribution({ ...setting(), rows: [row("1", 10, "bottom"), row("3", 10), row("5", 10, "top")] });
  // Each stands in the legend once more.
  expect(ofClass(svg, "chart-hatch")).toHaveLength(2);
  expect(ofClass(svg, "chart-full")).toHaveLength(2);
  expect(textIn(svg)).toEqual(expect.arrayContaining(["satisfied", "lowest answers"]));
});

test("where one number is withheld, no share is printed that would give it away", () => {
  const svg = distribution({ ...setting(), rows: [row("1", null), row("2", 30)] });
  expect(textIn(svg)).toContain("too few to be shown");
  expect(svg).not.toContain("%");
});
