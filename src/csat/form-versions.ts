import type { Form } from "./form.ts";

/** What a survey's and an evaluation's scores have in common, as far as it names questions (official SDK models). */
type WireScores =
  | readonly {
      readonly questionScores?: readonly { readonly questionId?: string | null | undefined }[] | null | undefined;
    }[]
  | null
  | undefined;

/** Questions that were scored and that the form version does not have, once each. Text blocks have no answers. */
export function questionsOutside(form: Form, scores: WireScores): readonly string[] {
  const inForm = new Set([...form.questions.map(({ id }) => id), ...form.textBlocks]);
  const scored = (scores ?? []).flatMap(({ questionScores }) => questionScores ?? []);
  const ids = scored.flatMap(({ questionId }) => (questionId && !inForm.has(questionId) ? [questionId] : []));
  return [...new Set(ids)];
}

/** The form with those questions of its other versions that were scored, so that no answer stands without its question. */
export function withScoredQuestions(form: Form, scores: WireScores, versions: Iterable<Form>): Form {
  const outside = new Set(questionsOutside(form, scores));
  if (outside.size === 0) return form;
  const found = [...versions].flatMap(({ questions }) => questions).filter(({ id }) => outside.delete(id));
  return found.length === 0 ? form : { ...form, questions: [...form.questions, ...found] };
}
