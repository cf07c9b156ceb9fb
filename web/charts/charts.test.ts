import { expect, test } from "vitest";
import { elementsOf, estimate, setting, textsOf, unknown, withheld } from "../../test/charts/drawn.ts";
import type { Estimate, Setting } from "./chart.ts";
import { distribution } from "./distribution.ts";
import { drivers } from "./drivers.ts";
import { funnel } from "./funnel.ts";
import { hours } from "./hours.ts";
import { intervalBars } from "./interval-bars.ts";
import { sparkline } from "./sparkline.ts";
import { boldWidth, textWidth } from "./text-width.ts";
import { trendChart } from "./trend.ts";

type Draw = (setting: Setting, names: readonly string[], figures: readonly Estimate[]) => string;

/** Every chart, drawn of so many things of these names. */
const charts: Readonly<Record<string, Draw>> = {
  "interval bars": (own, names, figures) =>
    intervalBars({
      ...own,
      rows: names.map((name, at) => ({
        ...{ name, figure: figures[at % figures.length] ?? unknown, expected: at % 3 === 0 ? 0.55 : null },
        ...{
          band: (["above", "below", null, "not distinguishable"] as const)[at % 4] ?? null,
          note: name,
          isFew: at % 5 === 0,
        },
      })),
    }),
  trend: (own, names, figures) =>
    trendChart({
      ...own,
      points: names.map((name, at) => ({
        ...{ name, figure: figures[at % figures.length] ?? unknown, volume: at % 4 === 0 ? null : at },
        ...{ limits: at % 2 === 0 ? { low: 0.2, high: 0.5 } : null, isUnfinished: at % 7 === 0 },
        breaks: at % 40 === 1 ? [name] : [],
      })),
    }),
  sparkline: (own, names, figures) =>
    sparkline({
      ...own,
      title: names[0] ?? own.title,
      points: names.map((_, at) => ({ ...(figures[at % figures.length] ?? unknown), isBroken: at % 5 === 4 })),
      since: 2,
    }),
  funnel: (own, names) =>
    funnel({
      ...own,
      steps: names.map((name, at) => ({ name, n: at % 5 === 4 ? null : 1000 - at * 9 })),
      ...{ open: names.length, outside: names.map((name, at) => ({ name, n: at % 3 === 2 ? null : at })) },
    }),
  hours: (own, names, figures) =>
    hours({
      ...own,
      cells: names.map((_, at) => ({
        ...{ weekday: (at % 7) + 1, hour: at % 24, figure: figures[at % figures.length] ?? unknown },
      })),
      ...{ fewest: 10, firstWeekday: 7 },
    }),
  drivers: (own, names, figures) =>
    drivers({
      ...own,
      rows: names.map((name, at) => {
        const { value, ...bounds } = figures[at % figures.length] ?? unknown;
        return { name, raw: { r: value, ...bounds }, within: { r: value, ...bounds }, isFew: at % 3 === 2 };
      }),
    }),
  distribution: (own, names) =>
    distribution({
      ...own,
      rows: names.map((name, at) => ({
        name,
        n: at % 4 === 3 ? null : at * 7,
        box: at > 2 ? "top" : at < 1 ? "bottom" : null,
      })),
    }),
};

const all = Object.entries(charts);
const figures = [estimate(0.4), estimate(0.9, 12, 0.3), unknown, withheld, estimate(0, 5), estimate(1, 5)];
const numbered = (count: number): readonly string[] => Array.from({ length: count }, (_, at) => `Name ${at + 1}`);
const hostile = [
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "</title></desc></svg><script>alert(1)</script>",
  "&lt;b&gt; &amp; ]]> <!-- --> 'x'",
  "\u202eevil\u2066 \u0000\u0007\u001b[31m \ud800",
  "😀👩‍👩‍👧‍👦 日本サポート عربى",
  "long ".repeat(2000),
  "",
];

test.each(all)("%s: names of others are text, whatever they are", (_, draw) => {
  for (const width of [1100, 320]) {
    const svg = draw({ ...setting(width), title: hostile.join(" ") }, hostile, figures);
    // Markup of others would be elements that no chart has, or would not be read at all.
    const elements = elementsOf(svg);
    const names = new Set(["svg", "title", "desc", "g", "rect", "path", "line", "circle", "text"]);
    expect(elements.map(({ name }) => name).filter((name) => !names.has(name))).toEqual([]);
    expect(svg).not.toMatch(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\bstyle=|\son\w+="/u);
    expect(elements[1]?.text).toContain("<script>alert(1)</script>");
  }
});

const sizes: readonly (readonly [string, readonly string[]])[] = [
  ["nothing", []],
  ["one", numbered(1)],
  ["five", numbered(5)],
  ["a hundred", numbered(100)],
  ["long names", numbered(8).map((name) => `${name} of the department with the longest name of all`)],
];

const cases = all.flatMap(([name, draw]) =>
  sizes.flatMap(([size, names]) => [1100, 640, 320].map((width) => [name, size, width, draw, names] as const)),
);

test.each(cases)("%s of %s, %i wide: titled, told in words, within its frame, no text over another", (...given) => {
  const [name, size, width, draw, names] = given;
  const svg = draw(setting(width), names, figures);
  const [root, title, description] = elementsOf(svg);
  expect(root?.attributes["role"]).toBe("img");
  expect([title?.name, description?.name]).toEqual(["title", "desc"]);
  expect(title?.text).not.toBe("");
  expect(description?.text).toMatch(size === "nothing" ? /nothing to draw/ : /\.$/);
  const height = Number(root?.attributes["height"]);
  expect(root?.attributes["viewBox"]).toBe(`0 0 ${width} ${height}`);
  const boxes = textsOf(svg).map(boxOf);
  for (const { left, right, top, bottom, size: font, text } of boxes) {
    expect(font, text).toBeGreaterThanOrEqual(11);
    expect(left, `${name}: ${text}`).toBeGreaterThanOrEqual(-1);
    expect(right, `${name}: ${text}`).toBeLessThanOrEqual(width + 1);
    expect([top >= -2, bottom <= height + 2], text).toEqual([true, true]);
  }
  const over = boxes.flatMap((one, at) =>
    boxes
      .slice(at + 1)
      .filter((two) => one.left < two.right && two.left < one.right && one.top < two.bottom && two.top < one.bottom)
      .map((two) => `${one.text} / ${two.text}`),
  );
  expect(over).toEqual([]);
});

function boxOf({ attributes, text }: ReturnType<typeof textsOf>[number]) {
  const size = Number(attributes["font-size"] ?? 12);
  const width = textWidth(text, size) * (attributes["font-weight"] === undefined ? 1 : boldWidth);
  const x = Number(attributes["x"]);
  const anchor = attributes["text-anchor"];
  const left = x - (anchor === "middle" ? width / 2 : anchor === "end" ? width : 0);
  const base = Number(attributes["y"]);
  return { text, size, left, right: left + width, top: base - size * 0.75, bottom: base + size * 0.1 };
}
