import { z } from "zod";
import { known, list, number, text, time, whole } from "./fields.ts";

/** Answer option of a question (official SDK model `AnswerOption`). */
export const answerOption = known({
  id: z.string(),
  contextId: text,
  text,
  value: whole,
  builtInType: text,
});

/** One question; surveys and evaluations share the shape (`SurveyQuestion`, `EvaluationQuestion`). */
export const question = known({
  id: z.string(),
  contextId: text,
  text,
  type: text,
  answerOptions: list(answerOption),
});

/** Asks for a text in addition to a recommendation from 0 to 10, where it has a prompt for it. */
export const surveyQuestion = known({ ...question.shape, explanationPrompt: text });

/** A multiple-select question of an evaluation form carries its options as questions of their own. */
export const evaluationQuestion = known({
  ...question.shape,
  multipleSelectOptionQuestions: list(question),
});

export const surveyQuestionGroup = known({
  id: z.string(),
  contextId: text,
  name: text,
  questions: list(surveyQuestion),
});

export const evaluationQuestionGroup = known({
  id: z.string(),
  contextId: text,
  name: text,
  weight: number,
  questions: list(evaluationQuestion),
});

/**
 * The form inside a response: its questions are left unread here, since thousands of responses carry the same version.
 */
export const formReference = known({ id: text, name: text, contextId: text });

/** One version of a survey form (`SurveyForm`); listings leave `questionGroups` out. */
export const surveyForm = known({
  id: z.string(),
  name: text,
  contextId: text,
  language: text,
  published: z.boolean().nullish(),
  modifiedDate: time,
  redacted: z.boolean().nullish(),
  questionGroups: list(surveyQuestionGroup),
});

/** One version of an evaluation form (`EvaluationFormResponse`). */
export const evaluationForm = known({
  id: z.string(),
  name: text,
  contextId: text,
  published: z.boolean().nullish(),
  modifiedDate: time,
  questionGroups: list(evaluationQuestionGroup),
});

/** One version of a form where only its place among the others matters. */
const formVersion = known({ id: z.string(), published: z.boolean().nullish(), modifiedDate: time });

/**
 * A form of either kind as `expand=publishHistory` lists it: its latest version, published or not, with every published one
 * below it, and no questions (`SurveyForm`, `EvaluationFormResponse`).
 */
export const formHistory = known({
  id: z.string(),
  name: text,
  contextId: text,
  publishedVersions: known({ entities: list(formVersion) }).nullish(),
});

export type WireEvaluationForm = z.infer<typeof evaluationForm>;
/** Either kind of form version, as far as reading questions needs it. */
export type WireForm = z.infer<typeof surveyForm> | WireEvaluationForm;
