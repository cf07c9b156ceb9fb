import type { WireSurvey } from "../genesys/index.ts";
import {
  type Answer,
  absentIn,
  answerOf,
  answerOfUnknown,
  chosen,
  type Forgetful,
  type GivenAnswer,
  type ReadInBulk,
  readScore,
  readText,
  unanswered,
} from "./answers.ts";
import type { Form, Question } from "./form.ts";
import { readScores } from "./scores-by-question.ts";

type WireGroupScore = NonNullable<NonNullable<NonNullable<WireSurvey["answers"]>["questionGroupScores"]>[number]>;
type WireScore = NonNullable<NonNullable<WireGroupScore["questionScores"]>[number]>;

/** A survey with its answers, as its document or the bulk route gives them (official SDK model `Survey`). */
export type AnsweredSurvey = WireSurvey & Forgetful & { readonly bulk?: ReadInBulk | null | undefined };

/**
 * What a customer answered to every question of the form version, in form order; at the end the answers to questions
 * that the form does not have (official SDK model `SurveyScoringSet`).
 */
export function readSurveyAnswers(survey: AnsweredSurvey, form: Form | null): readonly Answer[] {
  const scores = readScores(survey.answers?.questionGroupScores, form, hasAnswer);
  const absent = absentIn(survey.bulk);
  const known = (form?.questions ?? []).map((question) => {
    const score = scores.of(question.id);
    const comment = readText(score?.npsTextAnswer);
    const hidden = scores.isNotApplicable(question.id, question.groupId);
    if (hidden) return answerOf(question, { ...unanswered, comment, notApplicable: true });
    return answerOf(question, score ? { ...readGiven(question, score), comment } : absent);
  });
  const unknown = scores.unknown.map((id) => {
    const score = scores.of(id);
    const hidden = scores.isNotApplicable(id, null);
    return answerOfUnknown(id, roleOf(score), {
      ...(score && !hidden ? givenToUnknown(score) : unanswered),
      comment: readText(score?.npsTextAnswer),
      notApplicable: hidden,
    });
  });
  return [...known, ...unknown];
}

function readGiven(question: Question, score: WireScore): Omit<GivenAnswer, "comment"> {
  switch (question.type) {
    case "freeTextQuestion":
      return { answer: readText(score.freeTextAnswer), value: null, notApplicable: false };
    case "npsQuestion": {
      const nps = readScore(score.npsScore);
      return { answer: nps, value: nps, notApplicable: false };
    }
    case "multipleSelectQuestion": {
      const option = question.options.find(({ chosenBy }) => score.answerId && chosenBy.includes(score.answerId));
      return { answer: option ? [option.text ?? option.id] : null, value: null, notApplicable: false };
    }
    default:
      if (question.options.length === 0) return givenToUnknown(score);
      return chosen(question, score.answerId ?? null, readScore(score.score));
  }
}

/** Without options or a known type, the field that is filled in shows what was answered. */
function givenToUnknown(score: WireScore): Omit<GivenAnswer, "comment"> {
  const nps = readScore(score.npsScore);
  if (nps !== null) return { answer: nps, value: nps, notApplicable: false };
  const text = readText(score.freeTextAnswer);
  if (text !== null) return { answer: text, value: null, notApplicable: false };
  return { answer: null, value: readScore(score.score), notApplicable: false };
}

/** The field that holds an answer shows its question's type where the form does not. */
function roleOf(score: WireScore | null): "nps" | "comment" | "unconfirmed" {
  if (readScore(score?.npsScore) !== null) return "nps";
  return readText(score?.freeTextAnswer) === null ? "unconfirmed" : "comment";
}

const hasAnswer = ({ answerId, score, npsScore, freeTextAnswer }: WireScore): boolean =>
  Boolean(answerId || score || freeTextAnswer) || readScore(npsScore) !== null;
