import { expect, test } from "vitest";
import { elementsOf, ofClass, placesOf, setting } from "../../test/charts/drawn.ts";
import { type Sparkline, sparkline } from "./sparkline.ts";

const known = (value: number | null) =>
  value === null ? { value, low: null, high: null } : { value, low: value - 0.1, high: value + 0.1 };
const draw = (values: readonly (number | null)[], more: Partial<Sparkline> = {}): string =>
  sparkline({ ...setting(96), points: values.map(known), ...more });
const heights = (svg: string): readonly number[] => {
  const d = ofClass(svg, "chart-line")[0]?.attributes["d"] ?? "";
  return [...d.matchAll(/[\d.]+,([\d.]+)/g)].map(([, y]) => Number(y));
};

test("a gap is no line, and what stands alone is a point", () => {
  const svg = draw([0.5, 0.6, null, 0.4, null, 0.5]);
  expect(ofClass(svg, "chart-line")).toHaveLength(1);
  expect(placesOf(svg, "dot").map(({ x }) => Math.round(x))).toEqual([56, 90, 90]);
});

test("no line leads across a question that changed", () => {
  const points = [0.5, 0.6, 0.4, 0.5].map((value, at) => ({ ...known(value), isBroken: at === 2 }));
  expect(ofClass(draw([], { points }), "chart-line")).toHaveLength(2);
});

test("around it is what chance allows, and no further than the axis", () => {
  const svg = draw([0.5, 0.9], { axisOf: [0.4, 1] });
  const [d = ""] = ofClass(svg, "chart-area").map(({ attributes }) => attributes["d"] ?? "");
  const ys = [...d.matchAll(/[\d.]+,([\d.]+)/g)].map(([, y]) => Number(y));
  expect(ys).toHaveLength(4);
  expect(Math.min(...ys)).toBeGreaterThanOrEqual(6);
  expect(Math.max(...ys)).toBeLessThanOrEqual(30);
});

test("rows share an axis: the same value is as high in each", () => {
  const axisOf = [0.2, 0.5, 0.9];
  expect(heights(draw([0.5, 0.9], { axisOf }))[0]).toBe(heights(draw([0.5, 0.2], { axisOf }))[0]);
});

test("what is of the period before stands behind a mark", () => {
  expect(ofClass(draw([0.5, 0.6, 0.7, 0.8], { since: 2 }), "chart-before")[0]?.attributes["x1"]).toBe("48");
  expect(ofClass(draw([0.5, 0.6]), "chart-before")).toEqual([]);
});

test("it says where it began and where it ended, with what chance allows", () => {
  expect(elementsOf(draw([null, 0.5, 0.75, null]))[2]?.text).toBe(
    "First 50\u00a0% (40–60\u00a0%), last 75\u00a0% (65–85\u00a0%).",
  );
});

test("noise does not fill it: a change of a point is nearly level", () => {
  const [from = 0, to = 0] = heights(draw([0.5, 0.51]));
  expect(Math.abs(from - to)).toBeLessThan(3);
});
