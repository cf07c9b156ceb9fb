import type { Form, Question } from "../../csat/index.ts";
import type { WireScore } from "./bulk-evaluation.ts";

/** One search for the evaluations that gave one answer. */
export interface AnswerSearch {
  readonly questionId: string;
  readonly answerId: string;
}

/** The searches that together show what every evaluation answered to one question of a form. */
export interface QuestionSearches {
  readonly question: Question;
  readonly searches: readonly AnswerSearch[];
  /** Whether an evaluation has one of these answers at most. */
  readonly isExclusive: boolean;
}

/**
 * The searches for all questions of a form version that are answered from options (criteria `questionId` and
 * `questionAnswerId` of the official SDK); null where one of its questions cannot be searched for, so that no record could
 * be whole: a number from 0 to 10, or a type that nobody has documented.
 */
export function answerSearches({ questions }: Form): readonly QuestionSearches[] | null {
  const all: QuestionSearches[] = [];
  for (const question of questions) {
    const searches = searchesFor(question);
    if (searches === null) return null;
    if (searches.length > 0) all.push({ question, searches, isExclusive: question.type !== "multipleSelectQuestion" });
  }
  return all;
}

function searchesFor({ id, type, options }: Question): readonly AnswerSearch[] | null {
  // A text is stored next to the answers, where no search shows it.
  if (type === "freeTextQuestion") return [];
  if (type === "npsQuestion" || options.length === 0) return null;
  if (type !== "multipleSelectQuestion") return options.map((option) => ({ questionId: id, answerId: option.id }));
  // Each option is a question of its own, with the answers Selected and Unselected.
  const selected = options.flatMap(({ id: questionId, chosenBy }) =>
    chosenBy.filter((answerId) => answerId !== questionId).map((answerId) => ({ questionId, answerId })),
  );
  // Whoever selected nothing has the first one unselected.
  const unselected = options
    .slice(0, 1)
    .flatMap(({ id: questionId, leftOutBy }) => leftOutBy.map((answerId) => ({ questionId, answerId })));
  return selected.length >= options.length && unselected.length > 0 ? [...selected, ...unselected] : null;
}

/** The answers that were found for one evaluation, as its document would have them. */
export function scoreOf({ question, isExclusive }: QuestionSearches, found: readonly AnswerSearch[]): WireScore | null {
  const [first] = found;
  if (!first) return null;
  if (isExclusive) return { questionId: question.id, answerId: first.answerId };
  return { questionId: question.id, multipleSelectQuestionOptionScores: [...found] };
}
