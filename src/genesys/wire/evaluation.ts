import { z } from "zod";
import { formReference } from "./form.ts";
import { flag, list, number, reference, text } from "./loose.ts";

const questionScore = z.looseObject({
  questionId: text,
  answerId: text,
  score: number,
  markedNA: flag,
  systemMarkedNA: flag,
  comments: text,
});

/** One question's score (official SDK model `EvaluationQuestionScore`). */
export const evaluationQuestionScore = z.looseObject({
  ...questionScore.shape,
  multipleSelectQuestionOptionScores: list(questionScore),
});

export const evaluationQuestionGroupScore = z.looseObject({
  questionGroupId: text,
  markedNA: flag,
  systemMarkedNA: flag,
  questionScores: list(evaluationQuestionScore),
});

/** `EvaluationScoringSet`. */
export const evaluationScoringSet = z.looseObject({
  totalScore: number,
  comments: text,
  questionGroupScores: list(evaluationQuestionGroupScore),
});

const head = {
  id: z.string(),
  conversation: reference,
  evaluator: reference,
  agent: reference,
  calibration: reference,
  queue: reference,
  status: text,
  releaseDate: text,
  submittedDate: text,
  neverRelease: flag,
  redacted: flag,
  version: number,
  evaluationContextId: text,
} as const;

/** One evaluation with its answers (`EvaluationResponse`), from the single GET. */
export const evaluation = z.looseObject({
  ...head,
  evaluationForm: formReference.nullish(),
  answers: evaluationScoringSet.nullish(),
});

/** A row of `POST /quality/evaluations/search` (`EvaluationSearchItemResponse`); it names its form by version id. */
export const evaluationRow = z.looseObject({ ...head, evaluationForm: reference });

export type WireEvaluation = z.infer<typeof evaluation>;
export type WireEvaluationRow = z.infer<typeof evaluationRow>;
