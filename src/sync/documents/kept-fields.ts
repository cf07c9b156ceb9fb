import { z } from "zod";
import type { EvaluationStub, Problem, SurveyStub } from "../../collect/index.ts";
import type { Lead } from "../../csat/index.ts";
import {
  conversation,
  evaluation,
  evaluationForm,
  evaluationRow,
  flag,
  known,
  named,
  survey,
  surveyForm,
  text,
  time,
} from "../../genesys/index.ts";
import type { StoredKind } from "./documents.ts";

/*
 * What is stored of a document: the fields that some row is made of, and no other. A list of what to hide let through what
 * nobody had thought of: `cc` with a display name, SIP texts, subjects, notes. Code can read no field that is not named
 * here, since the same schemas are its types.
 */

const surveyStub = {
  conversationId: text,
  formId: text,
  queueId: text,
  agentId: text,
  surveyType: text,
  status: text,
  started: flag,
  deleted: flag,
  answered: flag,
  created: time,
} satisfies Record<keyof SurveyStub, z.ZodType>;

const evaluationStub = {
  conversationId: text,
  formId: text,
  status: text,
  submitted: time,
  released: flag,
  releaseDate: time,
  neverRelease: flag,
  calibration: flag,
  deleted: flag,
} satisfies Record<keyof EvaluationStub, z.ZodType>;

const lead = { contextId: text, from: text, reason: text } satisfies Record<keyof Lead, z.ZodType>;

const name = known({ id: z.string(), name: text });

/** The interaction's addresses stand in a field of our own making, hashed: see `addresses.ts`. */
export const keptFields: Readonly<Record<StoredKind, z.ZodObject>> = {
  survey,
  evaluation,
  interaction: conversation,
  "survey-form": surveyForm,
  "evaluation-form": evaluationForm,
  "form-lead": known(lead),
  user: name,
  queue: name,
  "wrap-up-code": name,
  division: name,
  team: name,
  "survey-sighting": known(surveyStub),
  "evaluation-sighting": known(evaluationStub),
  unlinked: known({ reason: text }),
};

/** What is kept of a document that could not be read, by what it was to be. */
export const keptOfProblems: Readonly<Record<Problem["kind"], z.ZodObject>> = {
  survey,
  evaluation,
  interaction: conversation,
  form: known({ ...surveyForm.shape, ...evaluationForm.shape }),
  name: named,
  row: evaluationRow,
};
