import type { Interval } from "../../base/index.ts";
import { contextOf, type Form } from "../../csat/index.ts";
import { endpoints } from "../../genesys/index.ts";
import { countOf, type EventQuery, readEvents } from "../events.ts";
import type { FetchContext } from "../fetch-context.ts";
import { isPartial } from "../findings.ts";
import { maxAggregateWindow } from "../limits.ts";

/** In how many surveys something is written in answer to a question for text, as analytics counts it. */
export interface TextCounts {
  /** The share of a form's surveys; null where nothing of it was counted. */
  readonly share: (form: Form) => number | null;
  /** Why answers cannot be had in bulk, as a sentence; null where nothing speaks against it. */
  readonly refusal: string | null;
}

export const nothingCounted: TextCounts = { share: () => null, refusal: null };

const answersByQuestion: EventQuery = {
  endpoint: endpoints.surveyAggregates,
  things: "answers to questions of surveys",
  metrics: ["nSurveyQuestionResponses"],
  groupBy: ["surveyFormId", "surveyQuestionId"],
  checked: [],
};

/**
 * One request: the month before `end` stands for what was earlier. By it analytics also shows whether it groups answers by
 * question at all, without which nothing is read in bulk.
 */
export async function countTexts(context: FetchContext, end: number, forms: readonly Form[]): Promise<TextCounts> {
  const window: Interval = { from: Math.max(context.request.range.from, end - maxAggregateWindow), to: end };
  const versions = new Map(forms.map((form) => [form.id, form]));
  /** Of each form, by context id: answers to each of its questions, and to those for text. */
  const counts = new Map<string, { answered: number; written: number }>();
  let isGrouped = false;
  try {
    const answers = new Map<string, number[]>();
    for (const group of await readEvents(context, [window], { ...answersByQuestion, onUnread: () => {} })) {
      const { surveyFormId, surveyQuestionId } = group.group ?? {};
      const form = versions.get(surveyFormId ?? "");
      isGrouped ||= !!surveyQuestionId;
      if (!form || !surveyQuestionId) continue;
      const counted = countOf(group, "nSurveyQuestionResponses");
      answers.set(form.id, [...(answers.get(form.id) ?? []), counted]);
      const isText = form.questions.some(({ id, type }) => id === surveyQuestionId && type === "freeTextQuestion");
      const of = counts.get(contextOf(form)) ?? { answered: 0, written: 0 };
      counts.set(contextOf(form), { ...of, written: of.written + (isText ? counted : 0) });
    }
    for (const [id, each] of answers) {
      const form = versions.get(id);
      const of = form && counts.get(contextOf(form));
      if (of) of.answered += Math.max(...each);
    }
  } catch (error) {
    if (!isPartial(error)) throw error;
    return { ...nothingCounted, refusal: error.message };
  }
  return {
    share(form) {
      const { answered, written } = counts.get(contextOf(form)) ?? { answered: 0, written: 0 };
      return answered === 0 ? null : Math.min(1, written / answered);
    },
    refusal: isGrouped ? null : "Analytics gives no answers by question.",
  };
}
