import type { ChartWords } from "./chart-words.ts";
import { label } from "./marks.ts";
import { element, group, type Svg } from "./svg.ts";
import { fontSize, shorten, textWidth } from "./text-width.ts";

/** Numbers and times as the reader's language writes them; those of the report fit. */
export interface ChartFormats {
  readonly count: (value: number) => string;
  readonly percent: (share: number) => string;
  readonly points: (share: number) => string;
  readonly signed: (share: number) => string;
  readonly signedTwo: (value: number) => string;
  readonly plain: (value: number) => string;
  readonly weekday: (number: number) => string;
  readonly hour: (number: number) => string;
}

/** What every chart is drawn with. */
export interface Setting {
  /** In pixels; the height follows from it. */
  readonly width: number;
  readonly title: string;
  readonly formats: ChartFormats;
  readonly words: ChartWords;
}

/** A number with its bounds; null where it is not known. */
export interface Estimate {
  readonly value: number | null;
  readonly n: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Withheld: too few answers to be shown. */
  readonly hidden?: true;
}

/** A whole chart: an image with a name, and the same in words. */
export const chart = (
  { width, title }: Pick<Setting, "width" | "title">,
  height: number,
  description: readonly (string | null)[],
  ...children: readonly (Svg | null)[]
): string =>
  element(
    "svg",
    {
      ...{ xmlns: "http://www.w3.org/2000/svg", class: "chart", role: "img" },
      ...{
        viewBox: `0 0 ${Math.round(width)} ${Math.ceil(height)}`,
        width: Math.round(width),
        height: Math.ceil(height),
      },
      "font-size": fontSize,
    },
    element("title", {}, title),
    element("desc", {}, description.filter((sentence) => sentence !== null && sentence !== "").join(" ")),
    ...children,
  ).markup;

export interface LegendEntry {
  readonly text: string;
  /** Drawn around a point. */
  readonly draw: (x: number, y: number) => Svg;
}

const [signWidth, gap, lineHeight] = [22, 18, 20];

/** What the signs of a chart mean, in as many lines as it takes. */
export function legend(entries: readonly LegendEntry[], width: number): { readonly svg: Svg; readonly height: number } {
  let [x, line] = [0, 0];
  const drawn = entries.map(({ text: whole, draw }) => {
    const text = shorten(whole, width - signWidth);
    const own = signWidth + textWidth(text);
    if (x > 0 && x + own > width) [x, line] = [0, line + 1];
    const middle = line * lineHeight + lineHeight / 2;
    const svg = group([draw(x + 8, middle), label(x + signWidth, middle, text, { kind: "soft" })]);
    x += own + gap;
    return svg;
  });
  return { svg: group(drawn), height: entries.length === 0 ? 0 : (line + 1) * lineHeight };
}

interface Bounded extends Pick<Setting, "formats" | "words"> {
  /** Of a number that is no share. */
  readonly write?: (value: number) => string;
}

/** `56–66 %`, or `−4 to +3`: a dash between signs is hard to read. Empty where they are not known. */
export function boundsOf({ low, high }: Pick<Estimate, "low" | "high">, { formats, words, write }: Bounded): string {
  if (low === null || high === null) return "";
  return write ? `${write(low)} ${words.to} ${write(high)}` : `${formats.points(low)}–${formats.percent(high)}`;
}
