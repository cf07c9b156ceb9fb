import { expect, test } from "vitest";
import { elementsOf, ofClass, placesOf, setting, textsOf } from "../../test/charts/drawn.ts";
import { type DriverRow, drivers } from "./drivers.ts";

const correlation = (r: number, half = 0.1) => ({ r, low: r - half, high: r + half, n: 100 });
const none = { r: null, low: null, high: null, n: 3 };
const row = (own: Partial<DriverRow>): DriverRow => ({
  ...{ name: "waiting", raw: none, within: none, isFew: false },
  ...own,
});
const draw = (rows: readonly DriverRow[]): string => drivers({ ...setting(), rows });

test("0 is in the middle, what goes up with satisfaction to its right", () => {
  const svg = draw([row({ within: correlation(-0.3) }), row({ within: correlation(0.3) })]);
  const zero = Number(ofClass(svg, "chart-expected")[0]?.attributes["x1"]);
  const [down] = placesOf(svg, "down");
  const [up] = placesOf(svg, "up");
  expect(zero - (down?.x ?? 0)).toBeCloseTo((up?.x ?? 0) - zero, 1);
  expect(up?.x).toBeGreaterThan(zero);
});

test("a connection is named only where chance does not allow the other side", () => {
  const notes = (within: DriverRow["within"], isFew = false): string =>
    textsOf(draw([row({ within, isFew })])).at(-1)?.text ?? "";
  expect(notes(correlation(0.05))).toBe("no clear connection");
  expect(notes(correlation(0.15))).toBe("goes together with higher satisfaction");
  expect(notes(correlation(-0.15))).toBe("goes together with lower satisfaction");
  expect(notes(correlation(0.15), true)).toBe("too few answers to tell");
  expect(notes(none)).toBe("too few answers to tell");
});

test("what is not known has no point", () => {
  const svg = draw([row({})]);
  expect([...placesOf(svg, "dot"), ...placesOf(svg, "hollow")]).toEqual([]);
  expect(elementsOf(svg).find(({ name }) => name === "desc")?.text).toBe("waiting: –, n 3, too few answers to tell.");
});

test.each([680, 318, 250])("%i pixels wide, both sides have the same labels", (width) => {
  const svg = drivers({ ...setting(), width, rows: [row({ within: correlation(-0.15) })] });
  const labels = textsOf(svg).flatMap(({ text }) => /^[+−]?\d\.\d\d$/.exec(text) ?? []);
  const sides = (sign: string) => labels.flatMap((text) => (text.startsWith(sign) ? text.slice(1) : []));
  expect(sides("−").toReversed()).toEqual(sides("+"));
  expect(labels).toContain("0.00");
  expect(labels.length).toBeGreaterThan(1);
});
