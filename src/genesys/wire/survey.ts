import { z } from "zod";
import { flag, idOnly, known, list, number, reference, text, time, words } from "./fields.ts";
import { formReference } from "./form.ts";

/** One question's answer (official SDK model `SurveyQuestionScore`). */
export const surveyQuestionScore = known({
  questionId: text,
  answerId: text,
  score: number,
  markedNA: flag,
  systemMarkedNA: flag,
  npsScore: number,
  npsTextAnswer: words,
  freeTextAnswer: words,
});

export const surveyQuestionGroupScore = known({
  questionGroupId: text,
  markedNA: flag,
  systemMarkedNA: flag,
  questionScores: list(surveyQuestionScore),
});

/** `SurveyScoringSet`. */
export const surveyScoringSet = known({
  totalScore: number,
  npsScore: number,
  questionGroupScores: list(surveyQuestionGroupScore),
});

/** One survey with its answers (`Survey`), from `GET /quality/surveys/{id}`. */
export const survey = known({
  id: z.string(),
  conversation: idOnly,
  surveyForm: formReference.nullish(),
  agent: reference,
  queue: reference,
  agentTeam: reference,
  status: text,
  surveyType: text,
  completedDate: time,
  missingRequiredAnswer: flag,
  answers: surveyScoringSet.nullish(),
});

export type WireSurvey = z.infer<typeof survey>;
