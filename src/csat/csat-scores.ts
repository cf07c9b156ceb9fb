import { type Answer, isAnswered } from "./answers.ts";
import type { CsatScore } from "./record.ts";

/**
 * Answers by question text, in form order, but for texts that are whole numbers: JavaScript puts those first. A text that
 * the form asks again gets " (2)", " (3)" …; a key means the same question in every response of the form version, whether
 * or not its namesake was answered. A question without a text goes by its id. Any text is an own key, `__proto__` too.
 */
export function csatScores(
  answers: readonly Answer[],
  counts: (answer: Answer) => boolean = () => true,
): Readonly<Record<string, CsatScore>> {
  const taken = new Set<string>();
  const scores: [string, CsatScore][] = [];
  for (const answer of answers) {
    const key = freeKey(taken, answer);
    taken.add(key);
    const score = answer.value ?? answer.answer;
    if (score !== null && isAnswered(answer) && counts(answer)) scores.push([key, score]);
  }
  return Object.fromEntries(scores);
}

function freeKey(taken: ReadonlySet<string>, { question, question_id }: Answer): string {
  const text = question?.trim() ? question : question_id;
  let key = text;
  for (let count = 2; taken.has(key); count++) key = `${text} (${count})`;
  return key;
}
