import { expect, test } from "vitest";
import { elementsOf, ofClass, setting, textsOf } from "../../test/charts/drawn.ts";
import { quadrant } from "./quadrant.ts";

const counts = { satisfiedGood: 100, satisfiedPoor: 25, unsatisfiedGood: 0, unsatisfiedPoor: 75 };

test.each([1100, 320])("areas are in proportion, %i wide; who disagrees is hatched", (width) => {
  const svg = quadrant({ ...setting(width), counts, scoreFrom: 80 });
  const side = (name: string): number => Number(ofClass(svg, name)[0]?.attributes["width"]);
  expect(side("chart-outline")).toBeCloseTo(side("chart-full") / 2, 1);
  expect(ofClass(svg, "chart-full")).toHaveLength(2);
  // Nobody is no square.
  expect(ofClass(svg, "chart-outline")).toHaveLength(1);
  expect(textsOf(svg).map(({ text }) => text)).toEqual(expect.arrayContaining(["100", "50\u00a0%", "0"]));
});

test("what is withheld leaves no share that would give it away", () => {
  const svg = quadrant({ ...setting(), counts: { ...counts, satisfiedPoor: null }, scoreFrom: 80 });
  expect(svg).not.toContain("%");
  expect(textsOf(svg).map(({ text }) => text)).toContain("too few to be shown");
});

test("without any pair it says so", () => {
  const none = { satisfiedGood: 0, satisfiedPoor: 0, unsatisfiedGood: 0, unsatisfiedPoor: 0 };
  const svg = quadrant({ ...setting(), counts: none, scoreFrom: 80 });
  expect(elementsOf(svg).find(({ name }) => name === "desc")?.text).toBe("There is nothing to draw.");
});
