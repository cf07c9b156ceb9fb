import type { Answer, Form } from "../../csat/index.ts";
import type { Context } from "../context.ts";

/** Whether what may be written in a response with these answers is worth a request of its own. */
export function isTextWanted(
  { request, forms }: Pick<Context, "request" | "forms">,
  form: Form,
  answers: readonly Answer[],
): boolean {
  if (request.texts !== "low") return request.texts === "all";
  const lead = forms.lead(form)?.contextId ?? null;
  const answer = answers.find(
    ({ question_context_id, question_id }) => lead !== null && (lead === question_context_id || lead === question_id),
  );
  return answer?.satisfied !== true;
}
