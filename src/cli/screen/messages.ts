import { plain } from "../../base/index.ts";
import { wrap } from "../../terminal/index.ts";

/** Where people read; a terminal knows how wide it is. */
export interface Screen {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Text as it is, but on a terminal broken between words, where the terminal would break within them. */
export const fold = (text: string, { isTTY, columns }: Screen): string =>
  isTTY !== true || !columns
    ? text
    : text
        .split("\n")
        .map((line) => (line.startsWith(" ") ? line : wrap(line, columns, "")))
        .join("\n");

/** Says sentences there, a line each. */
export const createNotifier =
  (screen: Screen) =>
  (sentence: string): void =>
    void screen.write(`${fold(plain(sentence), screen)}\n`);
