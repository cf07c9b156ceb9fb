import { expect, test } from "vitest";
import { day } from "../base/index.ts";
import { cutByCounts } from "./step-counts.ts";

const [from, to] = [0, 6 * day];

test("where steps count many things, fewer are asked for at once", () => {
  const counts = new Map([4, 4, 4, 30, 0, 8].map((things, at) => [from + at * day, things]));
  const lengths = cutByCounts({ from, to }, counts, 10, day).map((one) => (one.to - one.from) / day);
  expect(lengths).toEqual([2, 1, 2, 1]);
});

test("where nothing is counted, one window is enough", () => {
  expect(cutByCounts({ from, to }, new Map(), 10, day)).toEqual([{ from, to }]);
});
