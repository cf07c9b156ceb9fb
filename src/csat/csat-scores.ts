import { type Answer, isAnswered } from "./answers.ts";
import type { CsatScore } from "./record.ts";

/**
 * Answers by question text, in the order given, but for texts that are whole numbers: JavaScript puts those first.
 * A text that occurs again gets " (2)", " (3)" …; a question without a text goes by its id. Any text is an own key,
 * `__proto__` too.
 */
export function csatScores(answers: readonly Answer[]): Readonly<Record<string, CsatScore>> {
  const scores = new Map<string, CsatScore>();
  for (const answer of answers) {
    const score = answer.value ?? answer.answer;
    if (score !== null && isAnswered(answer)) scores.set(freeKey(scores, answer), score);
  }
  return Object.fromEntries(scores);
}

function freeKey(taken: ReadonlyMap<string, unknown>, { question, question_id }: Answer): string {
  const text = question?.trim() ? question : question_id;
  let key = text;
  for (let count = 2; taken.has(key); count++) key = `${text} (${count})`;
  return key;
}
