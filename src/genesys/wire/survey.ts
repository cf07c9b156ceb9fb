import { z } from "zod";
import { formReference } from "./form.ts";
import { flag, list, number, reference, text } from "./loose.ts";

/** One question's answer (official SDK model `SurveyQuestionScore`). */
export const surveyQuestionScore = z.looseObject({
  questionId: text,
  answerId: text,
  score: number,
  markedNA: flag,
  systemMarkedNA: flag,
  npsScore: number,
  npsTextAnswer: text,
  freeTextAnswer: text,
});

export const surveyQuestionGroupScore = z.looseObject({
  questionGroupId: text,
  markedNA: flag,
  systemMarkedNA: flag,
  questionScores: list(surveyQuestionScore),
});

/** `SurveyScoringSet`. */
export const surveyScoringSet = z.looseObject({
  totalScore: number,
  npsScore: number,
  questionGroupScores: list(surveyQuestionGroupScore),
});

/** One survey with its answers (`Survey`), from `GET /quality/surveys/{id}`. */
export const survey = z.looseObject({
  id: z.string(),
  conversation: reference,
  surveyForm: formReference.nullish(),
  agent: reference,
  queue: reference,
  agentTeam: reference,
  status: text,
  surveyType: text,
  completedDate: text,
  missingRequiredAnswer: flag,
  answers: surveyScoringSet.nullish(),
});

export type WireSurvey = z.infer<typeof survey>;
