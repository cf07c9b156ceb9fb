import type { Form, Question } from "./form.ts";

export interface LabelChoice {
  /** Parts of group names or question texts, without regard to case. */
  readonly labels: readonly string[];
  /** Ids or context ids of questions. */
  readonly questions: readonly string[];
}

/**
 * The questions of a form that somebody asked for by label or by id, in form order. One that takes another's place is asked for
 * where either is: the form was chosen by its own questions.
 */
export function labelledQuestions(form: Form, { labels, questions }: LabelChoice): readonly Question[] {
  const wanted = labels.map(folded).filter((label) => label !== "");
  const matches = (text: string | null): boolean =>
    text !== null && wanted.some((label) => folded(text).includes(label));
  const isChosen = ({ id, contextId, group, text }: Question): boolean =>
    matches(group) || matches(text) || questions.some((name) => name === id || name === contextId);
  const chosenBefore = new Set((form.replaced ?? []).filter(isChosen).map(({ contextId }) => contextId));
  return form.questions.filter((question) => isChosen(question) || chosenBefore.has(question.contextId));
}

/** Whether anybody asked for a question of it. */
export const isLabelled = (form: Form, choice: LabelChoice): boolean => labelledQuestions(form, choice).length > 0;

/** Upper case first: it unites what lower case alone keeps apart, such as ß and SS. */
const folded = (text: string): string => text.normalize("NFKC").toUpperCase().toLowerCase().trim();
