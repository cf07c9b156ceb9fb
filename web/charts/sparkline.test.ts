import { expect, test } from "vitest";
import { elementsOf, ofClass, placesOf, setting } from "../../test/charts/drawn.ts";
import { sparkline } from "./sparkline.ts";

const draw = (values: readonly (number | null)[]): string => sparkline({ ...setting(96), values });

test("a gap is no line, and what stands alone is a point", () => {
  const svg = draw([0.5, 0.6, null, 0.4, null, 0.5]);
  expect(ofClass(svg, "chart-line")[0]?.attributes["d"]?.match(/M/g)).toHaveLength(3);
  expect(placesOf(svg, "dot").map(({ x }) => Math.round(x))).toEqual([57, 91, 91]);
});

test("it says where it began and where it ended", () => {
  expect(elementsOf(draw([null, 0.5, 0.75, null]))[2]?.text).toBe("First 50\u00a0%, last 75\u00a0%.");
});

test("noise does not fill it: a change of a point is nearly level", () => {
  const d = ofClass(draw([0.5, 0.51]), "chart-line")[0]?.attributes["d"] ?? "";
  const [, from = 0, , to = 0] = [...d.matchAll(/[\d.]+/g)].map(Number);
  expect(Math.abs(from - to)).toBeLessThan(3);
});
