import { foldName, nearest, UsageError } from "../base/index.ts";
import type { FormEntry } from "./versions.ts";

/** The forms that were asked for; all of them where none was. */
export function chooseForms(entries: readonly FormEntry[], wanted: readonly string[]): readonly FormEntry[] {
  const folded = new Set(wanted.map(foldName));
  return wanted.length === 0
    ? entries
    : entries.filter(({ words }) => words.some((word) => folded.has(foldName(word))));
}

/**
 * A name that no form has is a mistake, and not "no forms".
 * @param noun what is listed, such as "survey form"
 * @param isWhole whether all of them could be listed
 * @returns notes about what was asked for and may exist all the same
 * @throws {UsageError} where it does not, naming what was probably meant
 */
export function refuseUnknownForms(
  entries: readonly FormEntry[],
  wanted: readonly string[],
  { noun, isWhole }: { readonly noun: string; readonly isWhole: boolean },
): string[] {
  const words = entries.flatMap((entry) => entry.words);
  const known = new Set(words.map(foldName));
  const unknown = wanted.filter((word) => !known.has(foldName(word)));
  if (!isWhole)
    return unknown.map((word) => `Whether there is a ${noun} "${word}" is not known: not all of them could be listed.`);
  if (unknown.length === 0) return [];
  const sentences = unknown.map((word) => {
    const meant = nearest(word, words);
    return `The org has no published ${noun} "${word}".${meant === null ? "" : ` Did you mean "${meant}"?`}`;
  });
  throw new UsageError(sentences.join("\n"), "Leave the filter out to see what there is.");
}
