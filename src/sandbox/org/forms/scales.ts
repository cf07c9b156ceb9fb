import type { OptionDraft } from "./form-draft.ts";

export const satisfaction: readonly OptionDraft[] = [
  ["Very dissatisfied", 1],
  ["Dissatisfied", 2],
  ["Neither satisfied nor dissatisfied", 3],
  ["Satisfied", 4],
  ["Very satisfied", 5],
];

export const zufriedenheit: readonly OptionDraft[] = [
  ["Sehr unzufrieden", 1],
  ["Unzufrieden", 2],
  ["Teils, teils", 3],
  ["Zufrieden", 4],
  ["Sehr zufrieden", 5],
];

/** The same words as school marks are given: 1 is best. */
export const schulnoten: readonly OptionDraft[] = [
  ["Sehr zufrieden", 1],
  ["Zufrieden", 2],
  ["Eher zufrieden", 3],
  ["Eher unzufrieden", 4],
  ["Unzufrieden", 5],
  ["Sehr unzufrieden", 6],
];

export const manzoku: readonly OptionDraft[] = [
  ["非常に不満", 1],
  ["不満", 2],
  ["どちらとも言えない", 3],
  ["満足", 4],
  ["非常に満足", 5],
];

export const hai: readonly OptionDraft[] = [
  ["はい", 1],
  ["いいえ", 0],
];

export const satisfaccion: readonly OptionDraft[] = [
  ["Muy insatisfecho", 1],
  ["Insatisfecho", 2],
  ["Ni satisfecho ni insatisfecho", 3],
  ["Satisfecho", 4],
  ["Muy satisfecho", 5],
];

export const si: readonly OptionDraft[] = [
  ["Sí", 1],
  ["No", 0],
];

export const ease: readonly OptionDraft[] = [
  ["Very difficult", 1],
  ["Difficult", 2],
  ["Neither easy nor difficult", 3],
  ["Easy", 4],
  ["Very easy", 5],
];

export const yesNo: readonly OptionDraft[] = [
  ["Yes", 1],
  ["No", 0],
];

export const jaNein: readonly OptionDraft[] = [
  ["Ja", 1],
  ["Nein", 0],
];

/** What a voice survey's range question becomes: options that are their own number. */
export const numbers = (low: number, high: number): readonly OptionDraft[] =>
  Array.from({ length: high - low + 1 }, (_, at) => [String(low + at), low + at] as const);
