import {
  type Answer,
  type Form,
  isAnswered,
  type LabelChoice,
  labelledQuestions,
  leadAnswerOf,
} from "../../csat/index.ts";
import type { Context } from "../context.ts";

/** Whether what may be written in a response with these answers is worth a request of its own. */
export function isTextWanted(
  { request, forms }: Pick<Context, "request" | "forms">,
  form: Form,
  answers: readonly Answer[],
): boolean {
  if (decidesChoice(form, answers, request)) return true;
  if (request.texts !== "low") return request.texts === "all";
  return leadAnswerOf(answers, forms.lead(form))?.satisfied !== true;
}

/**
 * Whether an evaluation with these answers is chosen depends on what was written in it: an evaluation counts only where a
 * labelled question was answered, and those that were answered from options were not.
 */
export function decidesChoice(form: Form, answers: readonly Answer[], choice: LabelChoice): boolean {
  if (form.kind !== "evaluation") return false;
  const labelled = labelledQuestions(form, choice);
  const ids = new Set(labelled.map(({ id }) => id));
  return labelled.some(isText) && !answers.some((answer) => ids.has(answer.question_id) && isAnswered(answer));
}

/** Whether nothing but texts is asked for, which no search shows. */
export const choosesTextsAlone = (form: Form, choice: LabelChoice): boolean =>
  labelledQuestions(form, choice).every(isText);

const isText = ({ type }: Form["questions"][number]): boolean => type === "freeTextQuestion";
