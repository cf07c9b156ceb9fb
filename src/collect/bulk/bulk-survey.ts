import { z } from "zod";
import { isoTime } from "../../base/index.ts";
import type { AnsweredSurvey, Form, SurveyTotals } from "../../csat/index.ts";
import { known, survey } from "../../genesys/index.ts";
import type { SurveyCandidate } from "../stubs.ts";
import type { GroupedAnswers } from "./grouped-answers.ts";

/**
 * A survey as it is stored: its document, or what the bulk route knows of it, in the same fields. `bulk` is of our own
 * making and distinguishes them.
 */
export const storedSurvey = known({
  ...survey.shape,
  bulk: known({
    /** Whether nothing was written in it that was not read. */
    textsRead: z.boolean(),
  }).nullish(),
});

/**
 * The survey that the groups describe, in the fields of its document. Agent, queue, team and the form's name stay with the
 * interaction and the form, where they are looked up for surveys that nobody has read too.
 */
export function bulkSurvey(
  { conversationId }: Pick<SurveyCandidate, "conversationId">,
  form: Form,
  totals: SurveyTotals & { readonly surveyId: string; readonly completed: number },
  { answers, recommendation }: GroupedAnswers,
): AnsweredSurvey {
  const questions = new Map(form.questions.map((question) => [question.id, question]));
  const questionScores = [...answers].flatMap(([questionId, { answerId, score }]) => {
    const type = questions.get(questionId)?.type;
    if (type === "freeTextQuestion" || type === "npsQuestion") return [];
    // Counted without an answer: whether it was hidden, declined or left out, the groups do not show.
    if (answerId === null && score === null) return [];
    return [{ questionId, answerId, score }];
  });
  const asked = form.questions.filter(({ type }) => type === "npsQuestion").slice(0, 1);
  const recommended = asked.map(({ id }) => ({ questionId: id, npsScore: recommendation }));
  return {
    id: totals.surveyId,
    conversation: conversationId === null ? null : { id: conversationId },
    surveyForm: { id: form.id },
    agent: totals.agentId === null ? null : { id: totals.agentId },
    queue: totals.queueId === null ? null : { id: totals.queueId },
    status: "Finished",
    surveyType: totals.type,
    completedDate: isoTime(totals.completed),
    missingRequiredAnswer: totals.partial,
    answers: {
      totalScore: totals.totalScore,
      npsScore: recommendation,
      questionGroupScores: [
        { questionScores: recommendation === null ? questionScores : [...questionScores, ...recommended] },
      ],
    },
    bulk: { textsRead: false },
  };
}
