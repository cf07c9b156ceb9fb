import type { Answer, FormVersion, Question } from "../model.ts";
import type { WireVariant } from "../variants.ts";
import { groupTotals } from "./documents/survey.ts";

interface GroupPart {
  readonly kind: "group";
  readonly groupId: string;
  readonly score: number;
}

interface QuestionPart {
  readonly kind: "question";
  readonly groupId: string;
  readonly questionId: string;
  /** Null for an answer that is not chosen from options. */
  readonly answerId: string | null;
  readonly score: number | null;
}

/** What analytics counts inside a finished survey: an answered question, or a group in which one was answered. */
export type SurveyPart = GroupPart | QuestionPart;

export const groupPart = (part: SurveyPart | null): GroupPart | null => (part?.kind === "group" ? part : null);
export const questionPart = (part: SurveyPart | null): QuestionPart | null => (part?.kind === "question" ? part : null);

/** Whether analytics counts an answer to a question. Whether one in text is an answer to it is not documented. */
export type CountsAnswer = (question: Question, answer: Answer | undefined) => boolean;

/** By default what was answered counts; a question that is not applicable was not answered. */
export function countsAnswer(hasVariant: (variant: WireVariant) => boolean): CountsAnswer {
  const [chosenOnly, everyText] = [hasVariant("uncounted-texts"), hasVariant("texts-always-counted")];
  return ({ type }, answer) => {
    if (everyText && type === "freeTextQuestion") return true;
    if (!answer || answer.notApplicable !== null) return false;
    return !chosenOnly || answer.optionId !== null;
  };
}

/**
 * The answered parts of a survey in the order of its form. A score is the value of the chosen option: text and a
 * recommendation from 0 to 10 have none.
 */
export function surveyParts(
  { groups }: FormVersion,
  given: readonly Answer[],
  counts: CountsAnswer,
): readonly SurveyPart[] {
  const answers = new Map(given.map((answer) => [answer.questionId, answer]));
  return groups.flatMap((group) => {
    const questions = group.questions.flatMap((question): QuestionPart[] => {
      const answer = answers.get(question.id);
      if (!counts(question, answer)) return [];
      const answerId = answer?.optionId ?? null;
      const score = question.options.find((option) => option.id === answerId)?.value ?? null;
      return [{ kind: "question", groupId: group.id, questionId: question.id, answerId, score }];
    });
    if (questions.length === 0) return [];
    const { totalScore } = groupTotals(group, answers);
    return [{ kind: "group" as const, groupId: group.id, score: totalScore }, ...questions];
  });
}
