import { z } from "zod";
import { flag, idOnly, known, list, number, reference, text, time, words } from "./fields.ts";
import { formReference } from "./form.ts";

const questionScore = known({
  questionId: text,
  answerId: text,
  score: number,
  markedNA: flag,
  systemMarkedNA: flag,
  comments: words,
});

/** One question's score (official SDK model `EvaluationQuestionScore`). */
export const evaluationQuestionScore = known({
  ...questionScore.shape,
  multipleSelectQuestionOptionScores: list(questionScore),
});

export const evaluationQuestionGroupScore = known({
  questionGroupId: text,
  markedNA: flag,
  systemMarkedNA: flag,
  questionScores: list(evaluationQuestionScore),
});

/** `EvaluationScoringSet`. */
export const evaluationScoringSet = known({
  totalScore: number,
  comments: words,
  questionGroupScores: list(evaluationQuestionGroupScore),
});

const head = {
  id: z.string(),
  conversation: idOnly,
  evaluator: reference,
  agent: reference,
  calibration: idOnly,
  queue: reference,
  status: text,
  releaseDate: time,
  submittedDate: time,
  changedDate: time,
  neverRelease: flag,
  redacted: flag,
  version: number,
  evaluationContextId: text,
} as const;

/** One evaluation with its answers (`EvaluationResponse`), from the single GET. */
export const evaluation = known({
  ...head,
  evaluationForm: formReference.nullish(),
  retractedEvaluation: idOnly,
  answers: evaluationScoringSet.nullish(),
});

/** A row of `POST /quality/evaluations/search` (`EvaluationSearchItemResponse`); it names its form by version id. */
export const evaluationRow = known({ ...head, evaluationForm: reference });

export type WireEvaluation = z.infer<typeof evaluation>;
export type WireEvaluationRow = z.infer<typeof evaluationRow>;
