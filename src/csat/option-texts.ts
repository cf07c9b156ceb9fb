import { agreement, amounts, bad, disagreement, good, middling, no, noJudgement, turned, yes } from "./option-words.ts";
import { fold, phrases } from "./phrases.ts";
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

/** Whether an option's whole text means that the customer could or would not judge; a leading number is left out. */
export function isNoJudgement(text: string | null): boolean {
  const folded = fold(text);
  return withoutJudgement.isAll(folded) || withoutJudgement.isAll(folded.replace(/^( \p{N}+)+ /u, " "));
}

/** The meaning of an option's text, in a known language; null where it is neither or not known. */
export function opinionOf(text: string | null, yesIsGood: boolean): Opinion | null {
  const folded = fold(text);
  if (denial.isAll(folded)) return yesIsGood ? "bad" : null;
  if (affirmation.isAll(folded)) return yesIsGood ? "good" : null;
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

/** Whether every text is a number, as on the keys of a telephone. */
export const areNumbers = (texts: readonly (string | null)[]): boolean =>
  texts.length > 0 && texts.every((text) => /^ \p{N}+ $/u.test(fold(text)));
