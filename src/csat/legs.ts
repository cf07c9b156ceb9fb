import { readTime } from "../base/index.ts";
import type { WireConversation } from "../genesys/index.ts";
import { coverage, meets, type Span, spanOf } from "./spans.ts";

type WireParticipant = NonNullable<WireConversation["participants"]>[number];
type WireSession = NonNullable<WireParticipant["sessions"]>[number];

/** One agent's stay in an interaction, on one queue. Milliseconds. */
export interface Part {
  readonly agentId: string;
  readonly queueId: string | null;
  readonly teamId: string | null;
  /** First and last moment of being connected; null where the wire has no readable time. */
  readonly start: number | null;
  readonly end: number | null;
  /** Time in conversation or on hold, overlapping sessions counted once. */
  readonly connected: number;
  readonly talk: number;
  readonly hold: number;
  readonly acw: number;
  readonly sessions: readonly PartSession[];
  readonly wrapUps: readonly WrapUp[];
  /** False for a part that never met the customer: the agent was only consulted. */
  readonly withCustomer: boolean;
}

export interface PartSession {
  readonly mediaType: string | null;
  readonly direction: string | null;
  readonly start: number | null;
  readonly connected: number;
}

export interface WrapUp {
  readonly code: string;
  readonly time: number | null;
}

/** The parts of one agent on one queue together: their times added, `start` the first and `end` the last. */
export type Leg = Omit<Part, "withCustomer">;

/** Everyone whose presence shows that an agent spoke to the outside world. */
const outside = new Set(["customer", "external", "voicemail"]);

/**
 * The unmerged parts of an interaction, in order of start: participants of purpose `agent` who connected, and `user`s who
 * met the customer; monitoring, coaching and barging sessions are not theirs. `liveEnd` ends what has not ended yet.
 */
export function readParts(conversation: WireConversation, liveEnd: number | null): Part[] {
  const participants = conversation.participants ?? [];
  const customer = participants
    .filter((participant) => outside.has(purposeOf(participant)))
    .flatMap((participant) => (participant.sessions ?? []).flatMap((session) => spans(session, ["interact"], liveEnd)));
  return participants.flatMap((participant) => partsOf(participant, customer, liveEnd)).sort(byStart);
}

/** Parts of the same agent and queue become one leg; in order of first start. */
export function mergeParts(parts: readonly Part[]): Leg[] {
  const legs = new Map<string, Leg>();
  for (const { withCustomer: _, ...part } of [...parts].sort(byStart)) {
    const key = JSON.stringify([part.agentId, part.queueId]);
    const leg = legs.get(key);
    legs.set(key, leg ? joined(leg, part) : part);
  }
  return [...legs.values()];
}

const joined = (leg: Leg, part: Leg): Leg => ({
  ...leg,
  teamId: part.teamId ?? leg.teamId,
  start: leg.start ?? part.start,
  end: later(leg.end, part.end),
  connected: leg.connected + part.connected,
  talk: leg.talk + part.talk,
  hold: leg.hold + part.hold,
  acw: leg.acw + part.acw,
  sessions: [...leg.sessions, ...part.sessions],
  wrapUps: [...leg.wrapUps, ...part.wrapUps],
});

/** By start, then by whatever else differs, so that the order of participants on the wire never shows. */
export function byStart(a: Part | Leg, b: Part | Leg): number {
  return (
    ascending(a.start, b.start) ||
    ascending(a.end, b.end) ||
    compare(a.agentId, b.agentId) ||
    compare(a.queueId ?? "", b.queueId ?? "") ||
    compare(JSON.stringify(a), JSON.stringify(b))
  );
}

/** The codes in order of time, once each. */
export function codesInOrder(wrapUps: readonly WrapUp[]): string[] {
  const sorted = [...wrapUps].sort((a, b) => ascending(a.time, b.time) || compare(a.code, b.code));
  return [...new Set(sorted.map(({ code }) => code))];
}

export const wrapUpsOf = (session: WireSession): WrapUp[] =>
  (session.segments ?? []).flatMap(({ wrapUpCode, segmentStart }) =>
    wrapUpCode ? [{ code: wrapUpCode, time: readTime(segmentStart) }] : [],
  );

/** Sum of one metric over a session; null where the session does not have it, or only as something that is no amount. */
export function metricOf(session: WireSession, name: string): number | null {
  const values = (session.metrics ?? []).flatMap((metric) =>
    metric.name === name && isAmount(metric.value) ? [metric.value] : [],
  );
  return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) : null;
}

export const purposeOf = (participant: WireParticipant): string => participant.purpose?.toLowerCase() ?? "";

function partsOf(participant: WireParticipant, customer: readonly Span[], liveEnd: number | null): Part[] {
  const agentId = participant.userId;
  const purpose = purposeOf(participant);
  if (!agentId || (purpose !== "agent" && purpose !== "user")) return [];
  const own = (participant.sessions ?? []).filter(isOwn);
  const connected = own.filter(isConnected);
  const firstQueue = firstQueueOf(connected) ?? firstQueueOf(own);
  const queues = [...new Set(connected.map((session) => firstQueueOf([session]) ?? firstQueue))];
  return queues
    .map((queueId): Part => {
      const sessions = own.filter((session) => (firstQueueOf([session]) ?? firstQueue) === queueId);
      const interact = sessions.flatMap((session) => spans(session, ["interact"], liveEnd));
      const present = sessions.flatMap((session) => spans(session, ["interact", "hold"], liveEnd));
      const add = (...names: readonly string[]): number => sum(sessions.map((session) => firstMetric(session, names)));
      return {
        agentId,
        queueId,
        teamId: participant.teamId ?? null,
        start: present.length > 0 ? Math.min(...present.map(({ from }) => from)) : null,
        end: present.length > 0 ? Math.max(...present.map(({ to }) => to)) : null,
        connected: coverage(present),
        talk: add("tTalkComplete", "tTalk"),
        hold: add("tHeldComplete", "tHeld"),
        acw: add("tAcw"),
        sessions: sessions.filter(isConnected).map((session) => readSession(session, liveEnd)),
        wrapUps: sessions.flatMap(wrapUpsOf),
        withCustomer:
          meets(interact, customer) || (purpose === "agent" && (customer.length === 0 || interact.length === 0)),
      };
    })
    .filter((part) => purpose === "agent" || part.withCustomer);
}

/** The agent's own, not a supervisor listening, whispering or barging in (official SDK model AnalyticsSession). */
const isOwn = (session: WireSession): boolean =>
  !session.monitoredParticipantId && !session.coachedParticipantId && !session.bargedParticipantId;

const isConnected = (session: WireSession): boolean =>
  (session.segments ?? []).some(({ segmentType }) => segmentType?.toLowerCase() === "interact");

function firstQueueOf(sessions: readonly WireSession[]): string | null {
  for (const session of sessions) for (const { queueId } of session.segments ?? []) if (queueId) return queueId;
  return null;
}

function readSession(session: WireSession, liveEnd: number | null): PartSession {
  const present = spans(session, ["interact", "hold"], liveEnd);
  return {
    mediaType: session.mediaType ?? null,
    direction: session.direction ?? null,
    start: present.length > 0 ? Math.min(...present.map(({ from }) => from)) : null,
    connected: coverage(present),
  };
}

function spans(session: WireSession, types: readonly string[], liveEnd: number | null): Span[] {
  return (session.segments ?? []).flatMap((segment) => {
    if (!types.includes(segment.segmentType?.toLowerCase() ?? "")) return [];
    return spanOf(readTime(segment.segmentStart), readTime(segment.segmentEnd) ?? liveEnd);
  });
}

/** The first of these metrics that the session has: `…Complete` and its parts are never added together. */
function firstMetric(session: WireSession, names: readonly string[]): number {
  for (const name of names) {
    const value = metricOf(session, name);
    if (value !== null) return value;
  }
  return 0;
}

const isAmount = (value: number | null | undefined): value is number =>
  typeof value === "number" && value >= 0 && value <= Number.MAX_SAFE_INTEGER;
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const later = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.max(a, b);
const ascending = (a: number | null, b: number | null): number => compare(a ?? Infinity, b ?? Infinity);
const compare = <Value extends string | number>(a: Value, b: Value): number => (a < b ? -1 : a > b ? 1 : 0);
