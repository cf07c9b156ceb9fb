import { hour, isoTime, minute, readTime } from "../../base/index.ts";
import {
  type Documents,
  type EvaluationStub,
  further,
  isFinished,
  isReleased,
  isSettled,
  rankOf,
  readEvaluationRecord,
  readSurveyRecord,
} from "../../collect/index.ts";
import {
  type AnsweredEvaluation,
  type AnsweredSurvey,
  type CsatRecord,
  type Form,
  forgottenEvaluator,
  isAnsweredEvaluation,
  isAnsweredSurvey,
  type SurveyTotals,
  statusOfEvaluation,
  statusOfSurvey,
} from "../../csat/index.ts";
import type { WireEvaluation, WireSurvey } from "../../genesys/index.ts";
import type { Definition } from "../definition.ts";
import { type Erasures, knownPerson } from "../documents/erasures.ts";
import type { ReferenceData } from "./reference-data.ts";
import type { ResponseFlags } from "./response-rows.ts";
import type { ResponseKey, SourceDocuments } from "./source-documents.ts";

/** A response, built from everything that is stored of it. */
export interface DerivedResponse {
  readonly record: CsatRecord;
  /** With the questions of other versions that it was scored by. */
  readonly form: Form | null;
  readonly flags: ResponseFlags;
  readonly interactionId: string | null;
  /** Of its agent, as the documents have it. */
  readonly agentId: string | null;
}

/** The context that turns documents into records. */
export interface Derivation {
  readonly referenceData: ReferenceData;
  readonly definition: Definition;
  readonly interactionUrl: (id: string) => string | null;
  /** The present by Genesys' clock, milliseconds since 1970: a scheduled time is past by this clock. */
  readonly now: number;
  /** What is taken out of free texts. */
  readonly redact: (text: string) => string;
  readonly erasures: Erasures;
}

/** The record of a response; null where its form has no question that anybody asked for, or nothing is stored of it. */
export function buildRecord(
  derivation: Derivation,
  documents: SourceDocuments,
  { source, id }: ResponseKey,
): DerivedResponse | null {
  const { referenceData, interactionUrl } = derivation;
  const teams = new Set<string>();
  const team = (id: string): string | null => {
    teams.add(id);
    return referenceData.names.team(id);
  };
  const all = { ...documents, ...referenceData, names: { ...referenceData.names, team }, interactionUrl };
  const derived = source === "survey" ? buildSurvey(all, id) : buildEvaluation(derivation, all, id);
  if (derived === null) return null;
  const flags = { ...derived.flags, team_ids: JSON.stringify([...teams].sort()) };
  return { ...derived, record: withoutErased(derived.record), agentId: derived.record.agent_id, flags };
}

/**
 * Documents have placeholder ids for people who were erased or are not known any more, so that parts stay distinct; rows have null, or
 * for an evaluator the one id of all of them.
 */
function withoutErased(record: CsatRecord): CsatRecord {
  const { agent_id, evaluator_id, agents } = record;
  return {
    ...record,
    agent_id: knownPerson(agent_id),
    evaluator_id: evaluator_id === null ? null : (knownPerson(evaluator_id) ?? forgottenEvaluator),
    agents: agents?.map((leg) => ({ ...leg, agent_id: knownPerson(leg.agent_id) })) ?? null,
  };
}

function buildSurvey(documents: SourceDocuments & Documents, id: string): Omit<DerivedResponse, "agentId"> | null {
  const read = documents.survey(id);
  const seen = documents.surveyStub(id);
  if (read === null && seen === null) return null;
  const totals = documents.surveyTotals(id, read?.conversation?.id ?? seen?.conversationId ?? null);
  const own = read === null ? null : statusOfSurvey(read);
  const status = further(further(own, seen?.status ?? null), totals?.status ?? null);
  const wire: AnsweredSurvey = {
    ...read,
    id,
    status,
    conversation: read?.conversation?.id || !seen?.conversationId ? read?.conversation : { id: seen.conversationId },
    surveyForm: read?.surveyForm?.id || !seen?.formId ? (read?.surveyForm ?? null) : { id: seen.formId },
    agent: read?.agent?.id || !seen?.agentId ? read?.agent : { ...read?.agent, id: seen.agentId },
    queue: read?.queue?.id || !seen?.queueId ? read?.queue : { ...read?.queue, id: seen.queueId },
    surveyType: read?.surveyType ?? seen?.surveyType ?? totals?.type,
  };
  const { record, form } = readSurveyRecord(documents, wire);
  const deleted = seen?.deleted ?? false;
  return {
    record: { ...record, sent_date: seen?.created ?? null },
    form,
    interactionId: record.interaction_id,
    flags: {
      ...nothing,
      settled: deleted || isSettledBy(read, status, seen?.answered === true || totals?.completed != null, totals),
      started: seen?.started === true || rankOf(status) === rankOf("InProgress") || isFinished(status),
      deleted,
      in_bulk: read?.bulk != null,
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
  in_bulk: false,
  team_ids: null,
  without_document: null,
};

function buildEvaluation(
  { definition, now }: Derivation,
  documents: SourceDocuments & Documents,
  id: string,
): Omit<DerivedResponse, "agentId"> | null {
  const read = documents.evaluation(id);
  const seen = documents.evaluationStub(id);
  const document = read ?? (seen ? unread(id, seen) : null);
  if (document === null) return null;
  const status = statusOfListed(statusOfEvaluation(document), seen);
  const named = document.conversation?.id || !seen ? document.conversation : { id: seen.conversationId };
  const wire: AnsweredEvaluation = { ...document, status, conversation: named };
  const made = readEvaluationRecord(documents, wire, definition);
  if (made === null) return null;
  const { record, form } = made;
  const releaseDate = readTime(wire.releaseDate);
  const retracted = status === "Retracted";
  const calibration = wire.calibration?.id != null || seen?.calibration === true;
  const deleted = seen?.deleted ?? false;
  const open = !isReleased(wire, now) || !isFinished(status);
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
      released: releaseDate !== null && releaseDate <= now,
      release_date: releaseDate === null ? null : isoTime(releaseDate),
      never_release: wire.neverRelease ?? null,
      redacted: wire.redacted === true,
      in_bulk: read?.bulk != null,
      team_ids: null,
      without_document: null,
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
