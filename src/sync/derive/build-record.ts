import { hour, isoTime, minute, readTime } from "../../base/index.ts";
import { type EvaluationStub, further, isFinished, isReleased, isSettled, rankOf } from "../../collect/index.ts";
import {
  type CsatRecord,
  evaluationRecord,
  type Form,
  isAnsweredEvaluation,
  isAnsweredSurvey,
  labelledQuestions,
  statusOfEvaluation,
  statusOfSurvey,
  surveyRecord,
  withScoredQuestions,
} from "../../csat/index.ts";
import type { WireEvaluation, WireSurvey } from "../../genesys/index.ts";
import type { Definition } from "../definition.ts";
import type { ReferenceData } from "./reference-data.ts";
import type { ResponseFlags } from "./response-rows.ts";
import type { ResponseKey, SourceDocuments, SurveyTotals } from "./source-documents.ts";

/** A response, built from everything that is stored of it. */
export interface DerivedResponse {
  readonly record: CsatRecord;
  /** With the questions of other versions that it was scored by. */
  readonly form: Form | null;
  readonly flags: ResponseFlags;
  readonly interactionId: string | null;
}

/** The context that turns documents into records. */
export interface Derivation {
  readonly referenceData: ReferenceData;
  readonly definition: Definition;
  readonly interactionUrl: (id: string) => string | null;
  /** The present by Genesys' clock, milliseconds since 1970: a scheduled time is past by this clock. */
  readonly now: number;
}

/** The record of a response; null where its form has no question that anybody asked for, or nothing is stored of it. */
export function buildRecord(
  derivation: Derivation,
  documents: SourceDocuments,
  { source, id }: ResponseKey,
): DerivedResponse | null {
  const { referenceData } = derivation;
  const teams = new Set<string>();
  const team = (id: string): string | null => {
    teams.add(id);
    return referenceData.names.team(id);
  };
  const noting = { ...derivation, referenceData: { ...referenceData, names: { ...referenceData.names, team } } };
  const derived = source === "survey" ? buildSurvey(noting, documents, id) : buildEvaluation(noting, documents, id);
  return derived && { ...derived, flags: { ...derived.flags, team_ids: JSON.stringify([...teams].sort()) } };
}

function buildSurvey(derivation: Derivation, documents: SourceDocuments, id: string): DerivedResponse | null {
  const read = documents.survey(id);
  const seen = documents.surveyStub(id);
  if (read === null && seen === null) return null;
  const totals = documents.surveyTotals(id, read?.conversation?.id ?? seen?.conversationId ?? null);
  const own = read === null ? null : statusOfSurvey(read);
  const status = further(further(own, seen?.status ?? null), totals?.status ?? null);
  const wire: WireSurvey = {
    ...read,
    id,
    status,
    conversation: read?.conversation ?? (seen?.conversationId ? { id: seen.conversationId } : null),
    surveyForm: read?.surveyForm?.id || !seen?.formId ? (read?.surveyForm ?? null) : { id: seen.formId },
    agent: read?.agent ?? (seen?.agentId ? { id: seen.agentId } : null),
    queue: read?.queue ?? (seen?.queueId ? { id: seen.queueId } : null),
    surveyType: read?.surveyType ?? seen?.surveyType ?? totals?.type,
  };
  const around = surroundings(derivation, documents, wire, wire.surveyForm);
  const record = surveyRecord({ survey: wire, ...around });
  const deleted = seen?.deleted ?? false;
  return {
    record: { ...record, sent_date: seen?.created ?? null },
    form: around.form,
    interactionId: record.interaction_id,
    flags: {
      ...nothing,
      settled: deleted || isSettledBy(read, status, seen?.answered === true || totals?.completed != null, totals),
      started: seen?.started === true || rankOf(status) === rankOf("InProgress") || isFinished(status),
      deleted,
      listed: !deleted,
    },
  };
}

/** No listing has the answers: where one counts any, the document alone decides. */
function isSettledBy(
  read: WireSurvey | null,
  status: string | null,
  isCompleted: boolean,
  totals: SurveyTotals | null,
): boolean {
  if (isFinished(status)) return hasAnswers(read, totals);
  return isCompleted ? read !== null && isSettled(statusOfSurvey(read)) : isSettled(status);
}

/** A customer may answer again: then analytics knows a later completion than the document that was read. */
function hasAnswers(read: WireSurvey | null, totals: SurveyTotals | null): boolean {
  if (read === null || !isAnsweredSurvey(read)) return false;
  const [completed, derived] = [readTime(read.completedDate), totals?.completed ?? null];
  return completed === null || derived === null || derived - completed < minute;
}

const nothing: Omit<ResponseFlags, "settled" | "started" | "listed"> = {
  deleted: false,
  retracted: false,
  calibration: false,
  released: null,
  release_date: null,
  never_release: null,
  redacted: false,
  team_ids: null,
};

function buildEvaluation(derivation: Derivation, documents: SourceDocuments, id: string): DerivedResponse | null {
  const read = documents.evaluation(id);
  const seen = documents.evaluationStub(id);
  const document = read ?? (seen ? unread(id, seen) : null);
  if (document === null) return null;
  const status = statusOfListed(statusOfEvaluation(document), seen);
  const wire: WireEvaluation = { ...document, status };
  const around = surroundings(derivation, documents, wire, wire.evaluationForm);
  const { form } = around;
  const labelled = form ? labelledQuestions(form, derivation.definition) : [];
  if (form && labelled.length === 0) return null;
  const record = evaluationRecord({ evaluation: wire, labelled, ...around });
  const releaseDate = readTime(wire.releaseDate);
  const retracted = status === "Retracted";
  const calibration = wire.calibration?.id != null || seen?.calibration === true;
  const deleted = seen?.deleted ?? false;
  const open = !isReleased(wire, derivation.now) || !isFinished(status);
  return {
    record,
    form,
    interactionId: record.interaction_id,
    flags: {
      settled: deleted || retracted || (isFinished(status) && hasScores(read, seen)),
      started: null,
      deleted,
      retracted,
      calibration,
      released: releaseDate !== null && releaseDate <= derivation.now,
      release_date: releaseDate === null ? null : isoTime(releaseDate),
      never_release: wire.neverRelease ?? null,
      redacted: wire.redacted === true,
      team_ids: null,
      listed: !open && !deleted && !calibration && Object.keys(record.csat_scores).length > 0,
    },
  };
}

/** An evaluation may be scored again: then its listing knows a later submission than the document that was read. */
function hasScores(read: WireEvaluation | null, seen: EvaluationStub | null): boolean {
  if (read === null || !isAnsweredEvaluation(read)) return false;
  // Analytics dates the latest event, which may be its release; the search dates the submission.
  const listed = seen?.released == null ? readTime(seen?.submitted) : null;
  const submitted = readTime(read.submittedDate);
  return submitted === null || listed === null || listed - submitted < hour;
}

/** Finished where it is listed so and the document has not come as far; one in review, or retracted, went on from there. */
const statusOfListed = (own: string | null, seen: EvaluationStub | null): string | null =>
  seen && isFinished(seen.status) && !seen.calibration && (own === null || own === "Pending" || own === "InProgress")
    ? "Finished"
    : own;

/** One that was only listed, never read. */
const unread = (id: string, seen: EvaluationStub): WireEvaluation => ({
  id,
  conversation: { id: seen.conversationId },
  evaluationForm: seen.formId ? { id: seen.formId } : null,
  status: seen.status,
  submittedDate: seen.submitted,
  neverRelease: seen.neverRelease,
});

function surroundings(
  { referenceData, interactionUrl }: Derivation,
  documents: SourceDocuments,
  wire: WireSurvey | WireEvaluation,
  reference: WireSurvey["surveyForm"],
) {
  const interactionId = wire.conversation?.id ?? null;
  const form = formOf(referenceData, wire, reference);
  const interaction = documents.interaction(interactionId);
  return {
    form,
    lead: referenceData.lead(form),
    interaction,
    linkProblem: interaction ? null : documents.unlinked(interactionId),
    names: referenceData.names,
    interactionUrl,
  };
}

/** The form version that a response names, with the questions of other versions that it was scored by. */
function formOf(
  referenceData: ReferenceData,
  wire: WireSurvey | WireEvaluation,
  reference: WireSurvey["surveyForm"],
): Form | null {
  const form = referenceData.form(reference?.id ?? null);
  return form && withScoredQuestions(form, wire.answers?.questionGroupScores, referenceData.versions(form));
}
