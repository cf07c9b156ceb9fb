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

/** What analytics makes of an answer. What it makes of one in text, or of none, is not documented. */
export interface AnswerCounting {
  readonly counts: (question: Question, answer: Answer | undefined) => boolean;
  readonly scoreOf: (question: Question, answer: Answer | undefined) => number | null;
}

/**
 * By default what was answered counts, and a question that is not applicable was not answered. A score is the value of
 * the chosen option: text and a recommendation from 0 to 10 have none.
 */
export function createAnswerCounting(hasVariant: (variant: WireVariant) => boolean): AnswerCounting {
  const [chosenOnly, everyText] = [hasVariant("uncounted-texts"), hasVariant("texts-always-counted")];
  const evenDeclined = hasVariant("counted-not-applicable");
  const scoresNps = hasVariant("scored-recommendations");
  return {
    counts: ({ type }, answer) => {
      if (everyText && type === "freeTextQuestion") return true;
      if (!answer) return false;
      if (answer.notApplicable !== null) return evenDeclined;
      return !chosenOnly || answer.optionId !== null;
    },
    scoreOf: ({ options }, answer) =>
      options.find(({ id }) => id === answer?.optionId)?.value ?? (scoresNps ? (answer?.nps ?? null) : null),
  };
}

/** The answered parts of a survey in the order of its form. */
export function surveyParts(
  { groups }: FormVersion,
  given: readonly Answer[],
  { counts, scoreOf }: AnswerCounting,
): readonly SurveyPart[] {
  const answers = new Map(given.map((answer) => [answer.questionId, answer]));
  return groups.flatMap((group) => {
    const questions = group.questions.flatMap((question): QuestionPart[] => {
      const answer = answers.get(question.id);
      if (!counts(question, answer)) return [];
      const answerId = answer?.optionId ?? null;
      const score = scoreOf(question, answer);
      return [{ kind: "question", groupId: group.id, questionId: question.id, answerId, score }];
    });
    if (questions.length === 0) return [];
    const { totalScore } = groupTotals(group, answers);
    return [{ kind: "group" as const, groupId: group.id, score: totalScore }, ...questions];
  });
}
