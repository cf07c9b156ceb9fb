import { foldName, wordPattern } from "../../base/index.ts";
import type { Erasures } from "./erasures.ts";

/** How names are marked: by which of their words, and how many these may be. */
interface Marking {
  readonly kind: "full-name" | "name";
  readonly word: RegExp;
  /** From the longest on: each costs an HMAC for each word of a text. */
  lengths(erasures: Erasures): readonly number[];
}

const downFrom = (longest: number): readonly number[] =>
  Array.from({ length: longest - 1 }, (_, index) => longest - index);

/** Words of a name, at most. */
const possible = downFrom(40);
const formerly = downFrom(5);

const markings: readonly Marking[] = [
  {
    kind: "full-name",
    word: wordPattern,
    lengths: (erasures) => possible.filter((length) => erasures.has("name-length", String(length))),
  },
  // As earlier versions marked them, with the punctuation within their words.
  { kind: "name", word: /[\p{L}\p{M}\p{N}'’.-]*[\p{L}\p{M}\p{N}]/gu, lengths: () => formerly },
];

/** A text without the full names of people who were erased. A first name alone is too many people's. */
export const withoutNames = (text: string, erasures: Erasures): string =>
  markings.reduce(
    (left, marking) => (erasures.hasAny(marking.kind) ? replaceNames(left, marking, erasures) : left),
    text,
  );

function replaceNames(text: string, { kind, word, lengths }: Marking, erasures: Erasures): string {
  const found = [...text.matchAll(word)];
  const words = found.map(([one]) => foldName(one));
  const possibleLengths = lengths(erasures);
  const isName = (from: number, length: number): boolean =>
    from + length <= words.length && erasures.has(kind, words.slice(from, from + length).join(" "));
  let result = "";
  let end = 0;
  for (let index = 0; index < found.length; index += 1) {
    const length = possibleLengths.find((one) => isName(index, one));
    if (length === undefined) continue;
    const [first, last] = [found[index], found[index + length - 1]];
    if (first === undefined || last === undefined) continue;
    result += `${text.slice(end, first.index)}[erased]`;
    end = last.index + last[0].length;
    index += length - 1;
  }
  return end === 0 ? text : result + text.slice(end);
}

/** The marks of a name in one of its spellings, as its words. */
export const markName = (erasures: Erasures, spelling: string): readonly ReturnType<Erasures["add"]>[] => [
  erasures.add("full-name", spelling),
  erasures.add("name-length", String(spelling.split(" ").length)),
];
