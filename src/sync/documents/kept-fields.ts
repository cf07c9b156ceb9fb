import { z } from "zod";
import { readStored } from "../../base/index.ts";
import {
  type Problem,
  storedEvaluation,
  storedEvaluationStub,
  storedSurvey,
  storedSurveyStub,
} from "../../collect/index.ts";
import { storedLead } from "../../csat/index.ts";
import {
  conversation,
  evaluation,
  evaluationForm,
  evaluationRow,
  known,
  named,
  survey,
  surveyForm,
  text,
} from "../../genesys/index.ts";
import type { StoredKind } from "./documents.ts";

/*
 * The stored fields of a document: those that some row is made of, and no other. A list of what to hide let through
 * fields that nobody had thought of: `cc` with a display name, SIP texts, subjects, notes. Code can read no field that
 * is not named here, since the same schemas are its types.
 */

const name = known({ id: z.string(), name: text });

/** Of our own making: what is not kept any more of a response that is older than that. */
const forgotten = known({
  document: z.boolean().nullish(),
  texts: z.boolean().nullish(),
  people: z.boolean().nullish(),
}).nullish();

/** The interaction's addresses stand in a field of our own making, hashed: see `addresses.ts`. */
const schemas = {
  survey: known({ ...storedSurvey.shape, forgotten }),
  evaluation: known({ ...storedEvaluation.shape, forgotten }),
  interaction: known({ ...conversation.shape, forgotten }),
  "survey-form": surveyForm,
  "evaluation-form": evaluationForm,
  "form-lead": storedLead,
  user: name,
  queue: name,
  "wrap-up-code": name,
  division: name,
  team: name,
  "survey-sighting": storedSurveyStub,
  "evaluation-sighting": storedEvaluationStub,
  unlinked: known({ reason: z.string() }),
} satisfies Record<StoredKind, z.ZodObject>;

/** What code reads of a stored document, by its kind. */
export type StoredDocuments = { readonly [Kind in StoredKind]: z.infer<(typeof schemas)[Kind]> };

export const keptFields: { readonly [Kind in StoredKind]: z.ZodObject & z.ZodType<StoredDocuments[Kind]> } = schemas;

/**
 * A document of the warehouse.
 * @throws {DecodeError} naming its kind and id
 */
export const readDocument = <Kind extends StoredKind>(kind: Kind, id: unknown, json: unknown): StoredDocuments[Kind] =>
  readStored(keptFields[kind], json, `document ${kind} ${String(id)}`);

/** Whether rows of this kind are documents that this version stores. */
export const isStoredKind = (kind: unknown): kind is StoredKind =>
  typeof kind === "string" && Object.hasOwn(schemas, kind);

/** The kept fields of a document that could not be read, by the kind that was asked for. */
export const keptOfProblems: Readonly<Record<Problem["kind"], z.ZodObject>> = {
  survey,
  evaluation,
  interaction: conversation,
  form: known({ ...surveyForm.shape, ...evaluationForm.shape }),
  name: named,
  row: evaluationRow,
};

/** Whether problems of this kind may have a document. */
export const isProblemKind = (kind: unknown): kind is Problem["kind"] =>
  typeof kind === "string" && Object.hasOwn(keptOfProblems, kind);
