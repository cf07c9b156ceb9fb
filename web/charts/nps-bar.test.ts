import { expect, test } from "vitest";
import { elementsOf, ofClass, placesOf, setting, unknown, withheld } from "../../test/charts/drawn.ts";
import { npsBar } from "./nps-bar.ts";

const shares = { detractors: 0.25, passives: 0.25, promoters: 0.5 };
const figure = { value: 0.25, n: 100, low: 0, high: 0.5 };

test("three shares lie side by side and fill the width; the score stands on its own scale", () => {
  const svg = npsBar({ ...setting(1016), figure, shares, isFew: false });
  const promoters = ofClass(svg, "chart-full").at(-1)?.attributes ?? {};
  expect(Number(promoters["x"])).toBe(508);
  expect(Number(promoters["width"])).toBe(506);
  // From −100 at 8 to +100 at 1008.
  expect(placesOf(svg, "dot")).toEqual([expect.objectContaining({ x: 633 })]);
  expect(elementsOf(svg).find(({ name }) => name === "desc")?.text).toContain("NPS: +25, n 100, could be 0 to +50");
});

test("what is withheld or not known has neither bar nor point", () => {
  for (const none of [unknown, withheld]) {
    const svg = npsBar({ ...setting(), figure: none, shares: null, isFew: false });
    expect([placesOf(svg, "dot"), ofClass(svg, "chart-full")]).toEqual([[], []]);
    expect(svg.includes("too few to be shown")).toBe(none === withheld);
  }
});

test("shares of nothing do not break the bar", () => {
  const none = { detractors: 0, passives: 0, promoters: 1 };
  expect(() => npsBar({ ...setting(320), figure, shares: none, isFew: true })).not.toThrow();
});
