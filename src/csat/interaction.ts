import { readTime } from "../base/index.ts";
import type { WireConversation } from "../genesys/index.ts";
import { type Leg, mergeParts } from "./legs.ts";
import { type Part, readParts } from "./parts.ts";
import { metricOf, purposeOf } from "./session.ts";
import { readSurveyStatus } from "./status.ts";
import { codesInOrder, type WrapUp, wrapUpsOf } from "./wrap-ups.ts";

/** The facts of analytics about one interaction. Times are milliseconds since 1970 UTC, durations milliseconds. */
export interface InteractionFacts {
  readonly id: string;
  readonly start: number | null;
  /** Null while it is live. */
  readonly end: number | null;
  readonly duration: number | null;
  readonly direction: string | null;
  readonly divisionIds: readonly string[];
  /** `tAcd` over all queues; null where it was never queued. */
  readonly wait: number | null;
  readonly transfers: number;
  /** In order of time, once each. */
  readonly wrapUpCodes: readonly string[];
  /** One a agent and queue, in order of first start. */
  readonly legs: readonly Leg[];
  /** The same before parts of one agent and queue were merged. */
  readonly parts: readonly Part[];
  /** The interaction's surveys, by analytics. */
  readonly surveys: readonly SurveyTotals[];
}

export interface SurveyTotals {
  readonly surveyId: string | null;
  readonly status: string | null;
  readonly type: string | null;
  readonly formId: string | null;
  readonly formContextId: string | null;
  readonly formName: string | null;
  readonly agentId: string | null;
  readonly queueId: string | null;
  readonly completed: number | null;
  readonly partial: boolean | null;
  /** A whole number, where the survey's own document has one with decimals. */
  readonly totalScore: number | null;
  /** `surveyPromoterScore`; whether it is the answer from 0 to 10 or a class of it is not documented. */
  readonly recommendation: number | null;
}

/** Reads a conversation of analytics (official SDK model `AnalyticsConversation`). */
export function readInteraction(conversation: WireConversation): InteractionFacts {
  const start = readTime(conversation.conversationStart);
  const end = readTime(conversation.conversationEnd);
  const parts = readParts(conversation, end ?? latest(conversation));
  const { wait, transfers, wrapUpCodes } = sumSessions(conversation);
  return {
    id: conversation.conversationId,
    start,
    end,
    duration: start !== null && end !== null && start <= end ? end - start : null,
    direction: conversation.originatingDirection ?? null,
    divisionIds: [...new Set(conversation.divisionIds ?? [])],
    wait,
    transfers,
    wrapUpCodes,
    legs: mergeParts(parts),
    parts,
    surveys: (conversation.surveys ?? []).map(readTotals),
  };
}

type SessionSums = Pick<InteractionFacts, "wait" | "transfers" | "wrapUpCodes">;

/**
 * The facts of all sessions together. Each is looked at once: an extraction has more interactions than anything else.
 */
function sumSessions({ participants }: WireConversation): SessionSums {
  let wait: number | null = null;
  let transfers = 0;
  const wrapUps: WrapUp[] = [];
  for (const participant of participants ?? []) {
    const queued = purposeOf(participant) === "acd";
    if (queued) wait ??= 0;
    for (const session of participant.sessions ?? []) {
      if (queued) wait = (wait ?? 0) + (metricOf(session, "tAcd") ?? 0);
      transfers += metricOf(session, "nTransferred") ?? 0;
      wrapUps.push(...wrapUpsOf(session));
    }
  }
  return { wait, transfers, wrapUpCodes: codesInOrder(wrapUps) };
}

type WireSurveyTotals = NonNullable<WireConversation["surveys"]>[number];

const readTotals = (row: WireSurveyTotals): SurveyTotals => ({
  surveyId: row.surveyId ?? null,
  status: readSurveyStatus(row.surveyStatus, readTime(row.surveyCompletedDate) !== null),
  type: row.surveyType ?? null,
  formId: row.surveyFormId ?? null,
  formContextId: row.surveyFormContextId ?? null,
  formName: row.surveyFormName ?? null,
  agentId: row.userId ?? null,
  queueId: row.queueId ?? null,
  completed: readTime(row.surveyCompletedDate),
  partial: row.surveyPartialResponse ?? null,
  totalScore: row.oSurveyTotalScore ?? null,
  recommendation: row.surveyPromoterScore ?? null,
});

/** The last moment in the document of a live interaction: there is no clock here. */
function latest({ participants }: WireConversation): number | null {
  let last: number | null = null;
  for (const participant of participants ?? []) {
    for (const session of participant.sessions ?? []) {
      for (const { segmentStart, segmentEnd } of session.segments ?? []) {
        const time = readTime(segmentEnd) ?? readTime(segmentStart);
        if (time !== null && (last === null || time > last)) last = time;
      }
    }
  }
  return last;
}
