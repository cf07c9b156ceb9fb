import { expect, test } from "vitest";
import { elementsOf, estimate, ofClass, setting, textsOf, unknown } from "../../test/charts/drawn.ts";
import { type HourCell, hours } from "./hours.ts";

const cell = (weekday: number, hour: number, figure = estimate(0.5)): HourCell => ({ weekday, hour, figure });
const draw = (cells: readonly HourCell[], width = 1100, firstWeekday = 1): string =>
  hours({ ...setting(width), cells, fewest: 10, firstWeekday });
const placeOf = (svg: string, text: string) => {
  const attributes = textsOf(svg).find((one) => one.text === text)?.attributes ?? {};
  return { x: Number(attributes["x"]), y: Number(attributes["y"]) };
};

test("a cell stands in the row of its weekday and the column of its hour; on a phone the other way round", () => {
  const cells = [cell(1, 9, estimate(0.33)), cell(3, 17, estimate(0.77))];
  const wide = draw(cells);
  expect(placeOf(wide, "33").x).toBeCloseTo(placeOf(wide, "09").x, 1);
  expect(placeOf(wide, "77").x).toBeCloseTo(placeOf(wide, "17").x, 1);
  expect(Math.abs(placeOf(wide, "77").y - placeOf(wide, "Wed").y)).toBeLessThan(4);
  const narrow = draw(cells, 320);
  expect(placeOf(narrow, "77").x).toBeCloseTo(placeOf(narrow, "Wed").x, 1);
  expect(Math.abs(placeOf(narrow, "77").y - placeOf(narrow, "17:00").y)).toBeLessThan(4);
});

test("weeks begin where the reader's do", () => {
  const svg = draw([cell(1, 9)], 1100, 7);
  expect(placeOf(svg, "Sun").y).toBeLessThan(placeOf(svg, "Mon").y);
});

test("too few answers are hatched, without a shade, with their number", () => {
  const svg = draw([cell(1, 9, estimate(0.4, 9)), cell(1, 10, estimate(0.6, 10))]);
  // One of them in the legend.
  expect(ofClass(svg, "chart-outline")).toHaveLength(2);
  expect(textsOf(svg).map(({ text }) => text)).toEqual(expect.arrayContaining(["40", "60"]));
  expect(elementsOf(svg).find(({ name }) => name === "desc")?.text).toContain("Hours with too few answers to tell: 1.");
});

test("an hour without answers is empty", () => {
  const svg = draw([cell(1, 9, unknown), cell(1, 10), cell(1, 12)]);
  expect(textsOf(svg).map(({ text }) => text)).not.toContain("0");
  expect(ofClass(svg, "chart-empty")).toHaveLength(7 * 3 - 2);
});
