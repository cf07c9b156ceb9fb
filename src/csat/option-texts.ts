import { agreement, amounts, bad, disagreement, good, middling, no, noJudgement, turned, yes } from "./option-words.ts";
import { fold, phrases } from "./phrases.ts";
import { partly, resolution, unresolved } from "./resolution-words.ts";
import { dissatisfaction, satisfaction } from "./satisfaction-words.ts";

export type Opinion = "good" | "bad";

const withoutJudgement = phrases(noJudgement);
const affirmation = phrases(yes);
const denial = phrases(no);
const goodWords = phrases(good, satisfaction);
const badWords = phrases(bad, dissatisfaction);
const turningWords = phrases(turned);
const middlingWords = phrases(middling);
const agreeing = phrases(agreement);
const disagreeing = phrases(disagreement);
const amountsOfIt = phrases(amounts);
const partialWords = phrases(partly);
const resolvedWords = phrases(resolution);
const unresolvedWords = phrases(unresolved);

/** "Yes" of "Yes, it was". */
const opening = (text: string | null): string => fold((text ?? "").split(/[,;.:!(–—]| - /, 1)[0] ?? "");

/** Whether an option's whole text means that the customer could or would not judge; a number before or after it is left out. */
export function isNoJudgement(text: string | null): boolean {
  const folded = fold(text);
  return withoutJudgement.isAll(folded) || withoutJudgement.isAll(folded.replace(/^( \p{N}+)+ |(?: \p{N}+)+ $/gu, " "));
}

/** The meaning of an option's text, in a known language; null where it is neither or not known. */
export function opinionOf(text: string | null, yesIsGood: boolean): Opinion | null {
  const folded = fold(text);
  if (denial.isAll(folded)) return yesIsGood ? "bad" : null;
  if (affirmation.isAll(folded)) return yesIsGood ? "good" : null;
  const first = opening(text);
  const answered = denial.isAll(first) ? "bad" : affirmation.isAll(first) ? "good" : null;
  const named = opinionOfWords(folded);
  if (answered === null || !yesIsGood) return named;
  // "No, it was great" is neither.
  return named === null || named === answered ? answered : null;
}

function opinionOfWords(folded: ReturnType<typeof fold>): Opinion | null {
  if (middlingWords.find(folded)) return null;
  const rest = badWords.remove(folded);
  const isTurned = turningWords.find(rest) !== null;
  // "Not dissatisfied" is no praise; a text that names both is neither.
  if (rest !== folded) return isTurned || goodWords.find(rest) ? null : "bad";
  if (!goodWords.find(rest)) return null;
  return isTurned ? "bad" : "good";
}

/** The same of an answer to "how hard was it": a confirmation is bad. */
export function opinionOfHardship(text: string | null): Opinion | null {
  const folded = fold(text);
  if (denial.isAll(folded) || disagreeing.find(folded)) return "good";
  if (affirmation.isAll(folded) || agreeing.find(folded)) return "bad";
  return amountsOfIt.find(folded) ? null : opinionOf(text, false);
}

/**
 * Whether an option of "was it solved?" says that it was: false also where it was in part, or not yet; null where its text does not
 * show it.
 */
export function meansResolved(text: string | null): boolean | null {
  const folded = fold(text);
  if (partialWords.find(folded) || unresolvedWords.find(folded)) return false;
  if (denial.find(folded)?.at === start) return false;
  if (affirmation.find(folded)?.at === start) return true;
  if (!resolvedWords.find(folded)) return null;
  return turningWords.find(folded) === null;
}

/** Where the first word of a folded text is. */
const start = 1;

/** Good where it was solved; else what the text calls it. */
export function opinionOfSolution(text: string | null): Opinion | null {
  const resolved = meansResolved(text);
  if (resolved === null) return opinionOf(text, true);
  return resolved ? "good" : "bad";
}

/** Whether every text is a number, as on the keys of a telephone. */
export const areNumbers = (texts: readonly (string | null)[]): boolean =>
  texts.length > 0 && texts.every((text) => /^ \p{N}+ $/u.test(fold(text)));
