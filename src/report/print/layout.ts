import { styleText } from "node:util";
import stringWidth from "string-width";
import { plain } from "../../base/index.ts";
import { type GridStyle, wrap } from "../../terminal/index.ts";

export const bold = (text: string, style: GridStyle): string =>
  style.colour ? styleText("bold", text, { validateStream: false }) : text;

/** Words that stay on one line. */
export const unbroken = (words: string): string => words.replaceAll(" ", "\u00a0");

/** Texts behind their labels, all beginning at one column; a longer one goes on below its beginning. */
export function labelled(rows: readonly (readonly [label: string, text: string])[], style: GridStyle): string {
  const width = Math.max(0, ...rows.map(([label]) => stringWidth(label))) + 2;
  return rows
    .map(([label, text]) => {
      const lines = wrap(plain(text), style.columns, " ".repeat(width));
      return `${bold(label, style)}${" ".repeat(width - stringWidth(label))}${lines.slice(width)}\n`;
    })
    .join("");
}

/** A sentence in lines. */
export const paragraph = (text: string, style: GridStyle): string => `${wrap(plain(text), style.columns, "")}\n`;
