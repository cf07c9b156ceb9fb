import type { FormVersion, Survey } from "../model.ts";
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

/**
 * The answered parts of a survey in the order of its form. A question that is not applicable was not answered. A score
 * is the value of the chosen option: text and a recommendation from 0 to 10 have none.
 */
export function surveyParts({ groups }: FormVersion, survey: Survey): readonly SurveyPart[] {
  const answers = new Map(survey.answers.map((answer) => [answer.questionId, answer]));
  return groups.flatMap((group) => {
    const questions = group.questions.flatMap(({ id, options }): QuestionPart[] => {
      const answer = answers.get(id);
      if (!answer || answer.notApplicable !== null) return [];
      const score = options.find((option) => option.id === answer.optionId)?.value ?? null;
      return [{ kind: "question", groupId: group.id, questionId: id, answerId: answer.optionId, score }];
    });
    if (questions.length === 0) return [];
    const { totalScore } = groupTotals(group, answers);
    return [{ kind: "group" as const, groupId: group.id, score: totalScore }, ...questions];
  });
}
