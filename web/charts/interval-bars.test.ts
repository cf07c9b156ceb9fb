import { expect, test } from "vitest";
import {
  elementsOf,
  estimate,
  ofClass,
  placesOf,
  setting,
  textsOf,
  unknown,
  withheld,
} from "../../test/charts/drawn.ts";
import { intervalBars } from "./interval-bars.ts";
import type { IntervalRow } from "./interval-rows.ts";

const row = (own: Partial<IntervalRow> = {}): IntervalRow => ({
  ...{ name: "Billing", figure: estimate(0.5), expected: null, band: null, note: null, isFew: false },
  ...own,
});

const ticksOf = (svg: string): ReadonlyMap<string, number> =>
  new Map(
    textsOf(svg)
      .filter(({ attributes, text }) => attributes["font-size"] === "11" && text.endsWith("%"))
      .map(({ attributes, text }) => [text.replace(/\D/g, ""), Number(attributes["x"])]),
  );

test.each([1100, 320])(
  "a value, its bounds and what is expected stand at their place on the axis, %i wide",
  (width) => {
    const svg = intervalBars({ ...setting(width), rows: [row({ figure: estimate(0.4, 100, 0.2), expected: 0.8 })] });
    const ticks = ticksOf(svg);
    const [at40, at60, at80] = [ticks.get("40") ?? NaN, ticks.get("60") ?? NaN, ticks.get("80") ?? NaN];
    expect(at60).toBeGreaterThan(at40);
    // The axis ends at 20 % and 80 %, whose labels stay within a narrow chart.
    const step = at60 - at40;
    expect(placesOf(svg, "dot").at(-1)?.x).toBeCloseTo(at40, 1);
    const band = ofClass(svg, "chart-band").at(-1)?.attributes ?? {};
    expect(Number(band["x"])).toBeCloseTo(at40 - step, 1);
    expect(Number(band["width"])).toBeCloseTo(step * 2, 1);
    expect(Number(ofClass(svg, "chart-expected").at(-1)?.attributes["x1"])).toBeCloseTo(at60 + step, 1);
    expect(Math.abs(at80 - (at60 + step))).toBeLessThan(20);
  },
);

test("a band is seen by the shape of its point", () => {
  const shapes = (band: IntervalRow["band"]): readonly string[] =>
    elementsOf(intervalBars({ ...setting(), rows: [row({ band })] }))
      .map(({ attributes }) => attributes["class"] ?? "")
      .filter((name) => name.startsWith("chart-point"));
  expect(shapes("above")).toEqual(["chart-point chart-dot", "chart-point chart-up", "chart-point chart-up"]);
  expect(shapes("below")).toEqual(["chart-point chart-dot", "chart-point chart-down", "chart-point chart-down"]);
  expect(shapes("not distinguishable")).toEqual(["chart-point chart-dot", "chart-point chart-dot"]);
});

test("too few answers are hatched and told in words", () => {
  const svg = intervalBars({ ...setting(), rows: [row({ isFew: true, note: "too few answers to tell" })] });
  expect(ofClass(svg, "chart-hatch").length).toBeGreaterThan(0);
  expect(textsOf(svg).filter(({ text }) => text === "too few answers to tell")).toHaveLength(2);
  expect(elementsOf(svg).find(({ name }) => name === "desc")?.text).toContain("too few answers to tell");
});

test("what is not known has no point, and is not 0", () => {
  for (const figure of [unknown, withheld]) {
    const svg = intervalBars({ ...setting(), rows: [row({ figure })] });
    expect([...placesOf(svg, "dot"), ...placesOf(svg, "hollow")]).toEqual([]);
    expect(textsOf(svg).map(({ text }) => text)).toContain("–");
  }
});

test("what is withheld says so in its place", () => {
  const svg = intervalBars({ ...setting(), rows: [row({ figure: withheld })] });
  expect(textsOf(svg).map(({ text }) => text)).toContain("too few to be shown");
});

test("a number that may be negative has its axis on both sides of 0", () => {
  const rows = [row({ figure: { value: -0.5, n: 40, low: -0.8, high: -0.2 } }), row({ figure: estimate(0.5, 40) })];
  const svg = intervalBars({ ...setting(), rows, within: [-1, 1], write: (value) => `${value * 100}` });
  const [first, second] = placesOf(svg, "dot").slice(-2);
  expect(first?.x).toBeLessThan(second?.x ?? 0);
});

test("charts of one table have one axis", () => {
  const rows = [row({ figure: estimate(0.5, 100, 0.02) }), row({ figure: estimate(0.9, 100, 0.1) })];
  const alone = (axisOf?: readonly IntervalRow[]): ReadonlyMap<string, number> =>
    ticksOf(intervalBars({ ...setting(), rows: rows.slice(0, 1), ...(axisOf ? { axisOf } : {}) }));
  expect([...alone(rows).keys()]).toEqual([...ticksOf(intervalBars({ ...setting(), rows })).keys()]);
  expect([...alone().keys()]).not.toContain("100");
});

test("words say the first rows, and how many more there are", () => {
  const rows = Array.from({ length: 100 }, (_, at) => row({ name: `Queue ${at}` }));
  const description = elementsOf(intervalBars({ ...setting(), rows })).find(({ name }) => name === "desc")?.text ?? "";
  expect(description).toContain("Queue 0: 50");
  expect(description).toContain("And 88 more, in the table.");
});
