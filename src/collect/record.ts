import {
  type AnsweredEvaluation,
  type AnsweredSurvey,
  type CsatRecord,
  evaluationRecord,
  type Form,
  type InteractionFacts,
  type LabelChoice,
  type Lead,
  labelledQuestions,
  type Names,
  surveyRecord,
} from "../csat/index.ts";
import type { WireEvaluation, WireSurvey } from "../genesys/index.ts";
import { type Scored, scoredEvaluation, scoredSurvey } from "./form-versions.ts";

/** What belongs to responses, wherever it is kept: in memory, or in a warehouse. */
export interface Documents {
  /** The form version that a response names, with the questions of other versions that it was scored by. */
  readonly scored: (response: Scored) => Form | null;
  readonly lead: (form: Form | null) => Lead | null;
  readonly interaction: (id: string | null) => InteractionFacts | null;
  /** Why an interaction is not there, as a sentence. */
  readonly unlinked: (id: string) => string | null;
  readonly names: Names;
  /** Where Genesys shows an interaction; null where that is not known. */
  readonly interactionUrl: (id: string) => string | null;
}

/** A record, and the form that it was made by; null where that could not be read. */
export interface FormedRecord {
  readonly record: CsatRecord;
  readonly form: Form | null;
}

/** The record of a survey. */
export function readSurveyRecord(documents: Documents, survey: AnsweredSurvey): FormedRecord {
  const context = contextFor(documents, survey, scoredSurvey(survey));
  return { record: surveyRecord({ survey, ...context }), form: context.form };
}

/** The record of an evaluation; null where its form has no question that was chosen. */
export function readEvaluationRecord(
  documents: Documents,
  evaluation: AnsweredEvaluation,
  choice: LabelChoice,
): FormedRecord | null {
  const context = contextFor(documents, evaluation, scoredEvaluation(evaluation));
  const { form } = context;
  const labelled = form ? labelledQuestions(form, choice) : [];
  if (form && labelled.length === 0) return null;
  return { record: evaluationRecord({ evaluation, labelled, ...context }), form };
}

function contextFor(documents: Documents, { conversation }: WireSurvey | WireEvaluation, response: Scored) {
  const { names, interactionUrl } = documents;
  const interactionId = conversation?.id || null;
  const form = documents.scored(response);
  const interaction = documents.interaction(interactionId);
  const linkProblem = (): string | null => (interactionId === null ? namesNone : documents.unlinked(interactionId));
  return {
    ...{ form, interaction, names, interactionUrl },
    lead: documents.lead(form),
    linkProblem: interaction ? null : linkProblem(),
  };
}

const namesNone = "The response does not name its interaction.";
