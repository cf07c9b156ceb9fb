import { z } from "zod";
import { type Answer, isAnswered } from "./answers.ts";
import { contextOf, type Form, type Question } from "./form.ts";
import { asksOverall } from "./question-words.ts";
import { type ScoreSettings, setting } from "./settings.ts";

/** The one csat question of a form that its headline means, as it is stored. */
export const storedLead = z.looseObject({
  /** Its context id, or its id where it has none; null where the form has no csat question. */
  contextId: z.string().nullable(),
  /** The basis of the decision: the configuration, its own text, or the order of the questions. */
  from: z.enum(["config", "question", "order", "nothing"]),
  /** Why, as a sentence. */
  reason: z.string(),
});
export type Lead = Readonly<Pick<z.infer<typeof storedLead>, "contextId" | "from" | "reason">>;

/**
 * Decides the lead question of a form from its published versions, oldest first, so that publishing a further version
 * never changes it.
 */
export function chooseLead(versions: readonly Form[], settings: ScoreSettings): Lead {
  for (const form of versions) {
    const id = setting(settings.leads, form);
    if (id !== undefined)
      return { contextId: contextIdOf(id, versions), from: "config", reason: "The configuration names it." };
  }
  const questions = versions.map(({ questions }) => questions.filter(({ role }) => role === "csat"));
  const overall = questions.flat().find(({ text }) => asksOverall(text));
  if (overall)
    return {
      contextId: contextOf(overall),
      from: "question",
      reason: `Its text asks for the whole: "${overall.text}".`,
    };
  const first = questions.flat()[0];
  if (first)
    return {
      contextId: contextOf(first),
      from: "order",
      reason: "It is the first csat question of the oldest published version.",
    };
  return { contextId: null, from: "nothing", reason: "The form has no csat question." };
}

/** Whether a lead, or any other id that a person wrote, means this question. */
const isNamed = (id: string | null, { id: own, contextId }: Pick<Question, "id" | "contextId">): boolean =>
  id !== null && (id === contextId || id === own);

/** The answer to the lead question; where two versions of it were scored, the one that was answered. */
export const leadAnswerOf = (answers: readonly Answer[], lead: Lead | null): Answer | undefined =>
  answers.find((answer) => isLead(answer, lead) && isAnswered(answer)) ??
  answers.find((answer) => isLead(answer, lead));

const isLead = (answer: Answer, lead: Lead | null): boolean =>
  isNamed(lead?.contextId ?? null, { id: answer.question_id, contextId: answer.question_context_id });

/** The configuration may name a question by the id of one version. */
function contextIdOf(id: string, versions: readonly Form[]): string {
  const question = versions.flatMap(({ questions }) => questions).find((question) => isNamed(id, question));
  return question ? contextOf(question) : id;
}
