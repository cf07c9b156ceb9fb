import { plain } from "../../base/index.ts";
import { wrap } from "../../terminal/index.ts";

/** Where people read; a terminal knows how wide it is. */
export interface Screen {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Text unchanged; on a terminal broken between words, where the terminal would break within them. */
export const fold = (text: string, { isTTY, columns }: Screen): string =>
  isTTY !== true || !columns
    ? text
    : text
        .split("\n")
        .map((line) => (line.startsWith(" ") ? line : wrap(line, columns, "")))
        .join("\n");

/** Data unchanged for a program; without terminal escapes for a screen. */
export const forReader = ({ isTTY }: { readonly isTTY?: boolean }): ((text: string) => string) =>
  isTTY === true ? (text) => plain(text, "lines") : (text) => text;

/** `1 request`, `2 requests`. */
export const plural = (n: number, word: string): string => `${n} ${word}${n === 1 ? "" : "s"}`;
