import { plain } from "../../src/base/safe-text.ts";

type Name = "svg" | "g" | "rect" | "path" | "line" | "circle" | "text" | "title" | "desc";

/** No `style` and no `on…`, which the page's content security policy forbids, and no links. */
type Attribute =
  | (
      | "xmlns"
      | "viewBox"
      | "width"
      | "height"
      | "role"
      | "class"
      | "data-key"
      | "x"
      | "y"
      | "rx"
      | "d"
      | "cx"
      | "cy"
      | "r"
    )
  | ("x1" | "x2" | "y1" | "y2" | "points" | "font-size" | "font-weight" | "text-anchor" | "transform");

export type Attributes = Readonly<Partial<Record<Attribute, string | number | null>>>;

/** A piece of SVG whose texts are escaped: `element` alone makes one. */
export interface Svg {
  readonly markup: string;
}

/** A child that is a string is text of somebody else: it is escaped, and loses what turns the direction of reading. */
export function element(name: Name, attributes: Attributes, ...children: readonly (Svg | string | null)[]): Svg {
  const written = Object.entries(attributes).map(([key, value]) => {
    if (value === null || value === undefined) return "";
    if (typeof value === "number" && !Number.isFinite(value)) throw new RangeError(`${name} has no ${key}: ${value}`);
    return ` ${key}="${escaped(typeof value === "number" ? String(rounded(value)) : value)}"`;
  });
  const inner = children.map((child) =>
    child === null ? "" : typeof child === "string" ? escaped(child) : child.markup,
  );
  return { markup: `<${name}${written.join("")}>${inner.join("")}</${name}>` };
}

export const group = (children: readonly (Svg | null)[], attributes: Attributes = {}): Svg =>
  element("g", attributes, ...children);

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escaped = (text: string): string => plain(text).replace(/[&<>"']/g, (sign) => entities[sign] ?? "");

/** A hundredth of a pixel is not seen, and costs bytes. */
const rounded = (value: number): number => Math.round(value * 100) / 100;
