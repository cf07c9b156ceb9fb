import { element, group, type Svg } from "./svg.ts";
import { boldWidth, fontSize, shorten, textWidth } from "./text-width.ts";

interface TextOptions {
  /** As wide as the text may be: what is longer is cut. */
  readonly room?: number;
  readonly anchor?: "start" | "middle" | "end";
  readonly size?: number;
  /** `inverse`: on a full colour. */
  readonly kind?: "text" | "soft" | "strong" | "inverse";
}

/** Text on its middle line, which no attribute of SVG does alike in all browsers. */
export const label = (x: number, middle: number, text: string, options: TextOptions = {}): Svg | null => {
  const { anchor = "start", size = fontSize, kind = "text", room } = options;
  const own = room === undefined ? text : shorten(text, kind === "strong" ? room / boldWidth : room, size);
  if (own === "") return null;
  return element(
    "text",
    {
      ...{ x, y: middle + size * 0.36, class: `chart-${kind === "strong" ? "text" : kind}` },
      ...{ "text-anchor": anchor === "start" ? null : anchor, "font-size": size === fontSize ? null : size },
      "font-weight": kind === "strong" ? 600 : null,
    },
    own,
  );
};

export const horizontal = (x1: number, x2: number, y: number, kind: string): Svg =>
  element("line", { x1, x2, y1: y, y2: y, class: kind });

export const vertical = (x: number, y1: number, y2: number, kind: string): Svg =>
  element("line", { x1: x, x2: x, y1, y2, class: kind });

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const box = ({ x, y, width, height }: Box, kind: string, rx = 2): Svg =>
  element("rect", { x, y, width: Math.max(0, width), height, rx: Math.min(rx, width / 2), class: kind });

const hatchStep = 6;

/** Diagonals within a box. No pattern, which would need an id that is unique in the page. */
function hatching({ x, y, width, height }: Box): string {
  const lines: string[] = [];
  for (let start = hatchStep - height; start < width; start += hatchStep) {
    const [from, to] = [Math.max(0, start), Math.min(width, start + height)];
    lines.push(`M${at(x + from)} ${at(y + height - (from - start))}L${at(x + to)} ${at(y + height - (to - start))}`);
  }
  return lines.join("");
}

const at = (value: number): string => String(Math.round(value * 100) / 100);

/** What too little is known of, or what differs in kind: seen without colour. */
export const hatched = (area: Box, kind = "chart-few"): Svg =>
  group([
    box(area, `${kind} chart-outline`),
    area.width > 1 ? element("path", { d: hatching(area), class: `${kind} chart-hatch` }) : null,
  ]);

/** In place of what is not shown, with the reason in words. */
export function withheld(area: Box, words: string): Svg {
  const [x, y] = [area.x + area.width / 2, area.y + area.height / 2];
  const text = shorten(words, area.width - 16);
  const width = textWidth(text) + 12;
  return group([
    hatched(area),
    box({ x: x - width / 2, y: area.y + 1, width, height: area.height - 2 }, "chart-ground"),
    label(x, y, text, { anchor: "middle" }),
  ]);
}

export type Shape = "dot" | "hollow" | "up" | "down" | "diamond";

/** A point whose meaning its shape says. */
export function mark(shape: Shape, x: number, y: number, r = 5): Svg {
  if (shape === "dot" || shape === "hollow")
    return element("circle", { cx: x, cy: y, r: shape === "dot" ? r : r - 0.5, class: `chart-point chart-${shape}` });
  const [wide, high] = [r * 1.25, r * 1.15];
  const d = {
    up: `M${at(x)} ${at(y - high)}L${at(x + wide)} ${at(y + high)}H${at(x - wide)}Z`,
    down: `M${at(x)} ${at(y + high)}L${at(x + wide)} ${at(y - high)}H${at(x - wide)}Z`,
    diamond: `M${at(x)} ${at(y - wide)}L${at(x + wide)} ${at(y)}L${at(x)} ${at(y + wide)}L${at(x - wide)} ${at(y)}Z`,
  }[shape];
  return element("path", { d, class: `chart-point chart-${shape}` });
}

/** An area that says more where the mouse stands on it; the same stands in the table. */
export const hint = (area: Box, text: string, key: string | null = null): Svg =>
  element("rect", { ...area, class: "chart-hint", "data-key": key }, element("title", {}, text));
