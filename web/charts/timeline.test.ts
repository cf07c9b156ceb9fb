import { expect, test } from "vitest";
import { elementsOf, ofClass, setting, textsOf } from "../../test/charts/drawn.ts";
import { clockText } from "../state/duration.ts";
import { interactionWords } from "../words/interaction.ts";
import { type Timeline, type TimelineKind, timeline, timelineKinds } from "./timeline.ts";

const piece = (kind: TimelineKind, from: number, to: number | null) => ({
  ...{ kind, from: from * 1000, to: to === null ? null : to * 1000, text: `${kind} for a while` },
});

const draw = (rows: Timeline["rows"], width = 1100): string =>
  timeline({ ...setting(width), rows, kinds: interactionWords.en.kinds, duration: clockText, end: "And then." });

const call = [
  { name: "Menu", pieces: [piece("ivr", 0, 10)] },
  { name: "Billing", pieces: [piece("wait", 10, 40)] },
  { name: "Ada", pieces: [piece("talk", 40, 80), piece("hold", 80, 90), piece("acw", 90, 100)] },
];

test("each stretch stands where it was, as long as it took", () => {
  const [talk] = ofClass(draw(call), "chart-full").slice(-1);
  const width = Number(talk?.attributes["width"]);
  const [, waited] = ofClass(draw(call), "chart-few").filter(({ name }) => name === "rect");
  expect(Number(waited?.attributes["width"]) / width).toBeCloseTo(30 / 40, 2);
  expect(Number(waited?.attributes["x"]) + Number(waited?.attributes["width"])).toBeCloseTo(
    Number(talk?.attributes["x"]),
    0,
  );
});

test("a line of its own for each, with its name, an axis from nought, and all of it in words in order of time", () => {
  const svg = draw(call.toReversed());
  const texts = textsOf(svg).map(({ text }) => text);
  for (const text of ["Menu", "Billing", "Ada", "0:00", "talking", "waiting in the queue"])
    expect(texts).toContain(text);
  expect(elementsOf(svg).find(({ name }) => name === "desc")?.text).toBe(
    "Menu: ivr for a while. Billing: wait for a while. Ada: talk for a while. Ada: hold for a while. Ada: acw for a while. And then.",
  );
});

test("the legend has what is drawn, and nothing else", () => {
  const texts = textsOf(draw(call)).map(({ text }) => text);
  const shown = timelineKinds.filter((kind) => texts.includes(interactionWords.en.kinds[kind]));
  expect(shown).toEqual(["ivr", "wait", "talk", "hold", "acw"]);
});

test.each([
  ["nothing", []],
  ["one moment", [{ name: "Ada", pieces: [piece("talk", 5, 5)] }]],
  ["something that still lasts", [{ name: "Ada", pieces: [piece("talk", 5, null)] }]],
  ["thirty days", [{ name: "Ada", pieces: [piece("talk", 0, 2_592_000), piece("other", 3, 4)] }]],
  ["hostile names", [{ name: "<script>\u202e\u0000", pieces: [{ ...piece("talk", 1, 2), text: '"><img>' }] }]],
])("%s is drawn on any width, inside of it", (_, rows) => {
  for (const width of [320, 680, 1400]) {
    const svg = draw(rows, width);
    for (const { attributes } of elementsOf(svg)) {
      const [x, own] = [Number(attributes["x"] ?? 0), Number(attributes["width"] ?? 0)];
      expect(x).toBeGreaterThanOrEqual(-1);
      expect(x + own).toBeLessThanOrEqual(width + 7);
    }
  }
});
