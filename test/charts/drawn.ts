import { createFormats } from "../../src/report/print/formats.ts";
import type { Estimate, Setting } from "../../web/charts/chart.ts";
import { chartWords } from "../../web/charts/chart-words.ts";

/** What tests draw charts with. */
export const setting = (width = 1100): Setting => ({
  ...{ width, title: "Title", formats: createFormats("en", "UTC"), words: chartWords.en },
});

export const estimate = (value: number, n = 100, half = 0.1): Estimate => ({
  ...{ value, n, low: Math.max(0, value - half), high: Math.min(1, value + half) },
});

export const unknown: Estimate = { value: null, n: 0, low: null, high: null };
export const withheld: Estimate = { value: null, n: null, low: null, high: null, hidden: true };

/** An element of a chart, with the numbers and words of its attributes. */
export interface Drawn {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Its own text, as it is read. */
  readonly text: string;
}

/**
 * Every element of a chart, read strictly: no attribute without quotes, no text with a sign of markup, every element closed.
 * @throws where it is not such XML
 */
export function elementsOf(svg: string): readonly Drawn[] {
  const found: { name: string; attributes: Record<string, string>; text: string }[] = [];
  const open: (typeof found)[number][] = [];
  const token = /<(\/?)([a-z]+)((?: [A-Za-z0-9-]+="[^"<>]*")*)>|([^<>]+)/gy;
  let at = 0;
  for (let match = token.exec(svg); match; match = token.exec(svg)) {
    at = token.lastIndex;
    const [, slash, name, attributes = "", text] = match;
    if (text !== undefined) {
      const parent = open.at(-1);
      if (!parent) throw new Error(`Text outside: ${text}`);
      parent.text += read(text);
    } else if (slash) {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes nothing`);
    } else if (name) {
      const own = Object.fromEntries(
        [...attributes.matchAll(/ ([A-Za-z0-9-]+)="([^"]*)"/g)].map(([, key = "", value = ""]) => [key, read(value)]),
      );
      const element = { name, attributes: own, text: "" };
      found.push(element);
      open.push(element);
    }
  }
  if (at !== svg.length || open.length > 0) throw new Error(`No XML at ${at}: ${svg.slice(at, at + 80)}`);
  return found;
}

const signs: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'" };
const read = (text: string): string => text.replace(/&[^;]*;/g, (entity) => signs[entity] ?? `?${entity}?`);

const numbersOf = (d: string): readonly number[] => [...d.matchAll(/-?\d+(?:\.\d+)?/g)].map(Number);

/** Where a point stands: the middle of a circle, or of the sign that is drawn in its place. */
export function placesOf(svg: string, shape: string): readonly { readonly x: number; readonly y: number }[] {
  return elementsOf(svg)
    .filter(({ attributes }) => attributes["class"] === `chart-point chart-${shape}`)
    .map(({ attributes }) => {
      if (attributes["cx"] !== undefined) return { x: Number(attributes["cx"]), y: Number(attributes["cy"]) };
      const [x = 0, y = 0] = numbersOf(attributes["d"] ?? "");
      return { x, y };
    });
}

export const ofClass = (svg: string, name: string): readonly Drawn[] =>
  elementsOf(svg).filter(({ attributes }) => attributes["class"]?.split(" ").includes(name));

export const textsOf = (svg: string): readonly Drawn[] => elementsOf(svg).filter(({ name }) => name === "text");
