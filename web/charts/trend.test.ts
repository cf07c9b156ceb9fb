import { expect, test } from "vitest";
import { elementsOf, estimate, ofClass, placesOf, setting, textsOf, unknown } from "../../test/charts/drawn.ts";
import { trendChart } from "./trend.ts";
import type { TrendChartPoint } from "./trend-points.ts";

const point = (value: number | null, own: Partial<TrendChartPoint> = {}): TrendChartPoint => ({
  ...{ name: "9 Nov", figure: value === null ? unknown : estimate(value), volume: 10, limits: null },
  ...{ isUnfinished: false, breaks: [] },
  ...own,
});

const draw = (points: readonly TrendChartPoint[], width = 1100): string => trendChart({ ...setting(width), points });

/** The point of the legend stands first. */
const dotsOf = (svg: string) => placesOf(svg, "dot").slice(1);
const descriptionOf = (svg: string): string => elementsOf(svg).find(({ name }) => name === "desc")?.text ?? "";
const pathOf = (svg: string, name: string): string =>
  ofClass(svg, name).find((one) => one.name === "path")?.attributes["d"] ?? "";

test("equal steps of a value are equal steps on the chart, upwards", () => {
  const [low, middle, high] = dotsOf(draw([point(0.2), point(0.4), point(0.6)]));
  expect((low?.y ?? 0) - (middle?.y ?? 0)).toBeCloseTo((middle?.y ?? 0) - (high?.y ?? 0), 1);
  expect(low?.y).toBeGreaterThan(high?.y ?? 0);
  expect((middle?.x ?? 0) - (low?.x ?? 0)).toBeCloseTo((high?.x ?? 0) - (middle?.x ?? 0), 1);
});

test("a period without a number is a gap in line and band, and no point", () => {
  const svg = draw([point(0.5), point(0.6), point(null), point(0.5), point(0.6)]);
  expect(pathOf(svg, "chart-line").match(/M/g)).toHaveLength(2);
  expect(pathOf(svg, "chart-area").match(/M/g)).toHaveLength(2);
  expect(dotsOf(svg)).toHaveLength(4);
  expect(descriptionOf(svg)).toContain("Periods without a number: 1.");
});

test("a period between two gaps is seen, with its bounds", () => {
  const bare = ofClass(draw([point(null), point(null)]), "chart-area").length;
  const svg = draw([point(null), point(0.5), point(null)]);
  expect(dotsOf(svg)).toHaveLength(1);
  // One in the legend, one on the chart.
  expect(ofClass(svg, "chart-area").filter(({ name }) => name === "rect").length).toBe(bare + 1);
});

test("what is not final is hollow", () => {
  const svg = draw([point(0.5), point(0.5, { isUnfinished: true })]);
  expect(placesOf(svg, "hollow")).toHaveLength(2);
  expect(descriptionOf(svg)).toContain("Periods that are not final: 1.");
});

test("a point outside of its limits has another shape, and is named", () => {
  const limits = { low: 0.4, high: 0.6 };
  const points = [point(0.5, { limits }), point(0.2, { limits, name: "10 Nov" }), point(0.6, { limits })];
  const svg = draw(points);
  expect(placesOf(svg, "diamond")).toHaveLength(2);
  expect(descriptionOf(svg)).toContain("Outside of what is usual: 10 Nov.");
});

test("limits are steps, and none is drawn where it limits nothing", () => {
  const at = (low: number, high: number) => point(0.5, { limits: { low, high } });
  const steps = (points: readonly TrendChartPoint[]): number =>
    (pathOf(draw(points), "chart-limit").match(/H/g) ?? []).length;
  expect(steps([at(0.3, 0.7), at(0.2, 0.8)])).toBe(4);
  expect(steps([at(0, 1), at(0.2, 1)])).toBe(1);
});

test("a change of the question is marked, numbered and told", () => {
  const svg = draw([point(0.5), point(0.5, { breaks: ["new options"] }), point(0.5)]);
  // One of the two is the legend's.
  expect(ofClass(svg, "chart-break")).toHaveLength(2);
  expect(textsOf(svg).map(({ text }) => text)).toContain("1");
  expect(descriptionOf(svg)).toContain("The question changed: 9 Nov: new options.");
});

test("bars say how many answers there were; none is drawn of what is withheld", () => {
  const bars = ofClass(
    draw([point(0.5, { volume: 10 }), point(0.5, { volume: 20 }), point(0.5, { volume: null })]),
    "chart-bar",
  );
  const heights = bars.map(({ attributes }) => Number(attributes["height"]));
  expect(heights).toHaveLength(2);
  expect(heights[1]).toBeCloseTo((heights[0] ?? 0) * 2, 1);
});

test("a long trend has a line without points, but shows each that is set apart", () => {
  const limits = { low: 0.4, high: 0.6 };
  const points = Array.from({ length: 365 }, (_, at) =>
    point(at === 100 ? 0.1 : 0.5, { limits, isUnfinished: at === 364 }),
  );
  const svg = draw(points, 600);
  expect(dotsOf(svg)).toHaveLength(0);
  expect([placesOf(svg, "diamond").length, placesOf(svg, "hollow").length]).toEqual([2, 2]);
});
