import { foldName } from "./nearest.ts";

/** Letters and digits alone: no comma, dot, bracket or quotation mark decides whether two texts have the same name. */
export const wordPattern = /[\p{L}\p{M}\p{N}]+/gu;

/** The words of a text, as names are compared. */
export const foldWords = (text: string): string => foldName(text.match(wordPattern)?.join(" ") ?? "");

/** Whether a text has these words in a row; the last of them may go on, as in a genitive. */
export function hasWords(text: string, looked: string): boolean {
  const folded = foldWords(looked);
  return folded !== "" && ` ${foldWords(text)}`.includes(` ${folded}`);
}
