import { expect, test } from "vitest";
import { elementsOf, ofClass, setting, textsOf } from "../../test/charts/drawn.ts";
import { funnel } from "./funnel.ts";

const steps = [
  { name: "created", n: 400 },
  { name: "delivered", n: 200 },
  { name: "answered", n: 100 },
];

test("each step is as long as what came to it, and says its share of the one before", () => {
  const svg = funnel({ ...setting(), steps, open: 0, outside: [] });
  const lengths = ofClass(svg, "chart-full").map(({ attributes }) => Number(attributes["width"]));
  expect(lengths.map((length) => (length / (lengths[0] ?? 1)).toFixed(3))).toEqual(["1.000", "0.500", "0.250"]);
  expect(textsOf(svg).map(({ text }) => text)).toEqual(
    expect.arrayContaining(["50\u00a0% of those created", "50\u00a0% of those delivered", "100"]),
  );
});

test("what may still be answered is hatched behind the last step, as long as it is", () => {
  const svg = funnel({ ...setting(), steps, open: 50, outside: [] });
  const hatched = ofClass(svg, "chart-outline").at(-1)?.attributes ?? {};
  const [, delivered, answered] = ofClass(svg, "chart-full").map(({ attributes }) => attributes);
  expect(Number(hatched["x"])).toBeCloseTo(Number(answered?.["x"]) + Number(answered?.["width"]), 1);
  expect(Number(hatched["width"])).toBeCloseTo(Number(delivered?.["width"]) / 4, 1);
});

test("a step that is not known has no bar, and neither it nor the next one a share", () => {
  const unknown = steps.map((step) => (step.name === "delivered" ? { ...step, n: null } : step));
  const svg = funnel({ ...setting(), steps: unknown, open: 0, outside: [] });
  expect(ofClass(svg, "chart-full")).toHaveLength(2);
  expect(svg).not.toContain("%");
});

test("what is in no step is listed, but not what is withheld", () => {
  const outside = [
    { name: "opted out", n: 24 },
    { name: "in error", n: null },
  ];
  const svg = funnel({ ...setting(), steps, open: 0, outside });
  expect(textsOf(svg).at(-1)?.text).toBe("Not among them: 24 opted out");
  expect(elementsOf(svg).find(({ name }) => name === "desc")?.text).toContain("Not among them: 24 opted out.");
});
