import { createPhrases } from "./print/phrases.ts";
import type { Language } from "./print/words/words.ts";
import type { Printer } from "./section.ts";
import { type ReportDocument, sections } from "./sections.ts";

/** The context in which the sections of a document print; of questions at most so many are named. */
export const createPrinter = (document: ReportDocument, language: Language, questions = 1000): Printer => ({
  phrases: createPhrases(language, document.time_zone),
  language,
  of: (section) => section.of(document),
  questions,
});

/** How far the numbers can be trusted, sentence by sentence: first those that no number goes without. */
export function caveatsOf(document: ReportDocument, printer: Printer): readonly string[] {
  const all = sections.flatMap((section) => section.caveats(document, printer));
  return [...all.filter(({ always }) => always), ...all.filter(({ always }) => !always)].map(
    ({ sentence }) => sentence,
  );
}
