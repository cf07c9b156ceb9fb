import { readTime } from "../base/index.ts";
import type { WireConversation } from "../genesys/index.ts";
import { ascending, compare } from "./order.ts";
import { firstMetric, purposeOf, type WireParticipant, type WireSession } from "./session.ts";
import { coverage, meets, type Span, spanOf } from "./spans.ts";
import { type WrapUp, wrapUpsOf } from "./wrap-ups.ts";

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
    .flatMap((participant) => (participant.sessions ?? []).flatMap((session) => readStay(session, liveEnd).interact));
  return participants.flatMap((participant) => partsOf(participant, customer, liveEnd)).sort(byStart);
}

/** By start, then by whatever else differs, so that the order of participants on the wire never shows. */
export function byStart(a: Omit<Part, "withCustomer">, b: Omit<Part, "withCustomer">): number {
  return (
    ascending(a.start, b.start) ||
    ascending(a.end, b.end) ||
    compare(a.agentId, b.agentId) ||
    compare(a.queueId ?? "", b.queueId ?? "") ||
    compare(JSON.stringify(a), JSON.stringify(b))
  );
}

function partsOf(participant: WireParticipant, customer: readonly Span[], liveEnd: number | null): Part[] {
  const agentId = participant.userId;
  const purpose = purposeOf(participant);
  if (!agentId || (purpose !== "agent" && purpose !== "user")) return [];
  const own = (participant.sessions ?? []).filter(isOwn).map((session) => readStay(session, liveEnd));
  const connected = own.filter((stay) => stay.connected);
  const firstQueue = firstQueueOf(connected) ?? firstQueueOf(own);
  const queues = [...new Set(connected.map(({ queueId }) => queueId ?? firstQueue))];
  return queues
    .map((queueId): Part => {
      const stays = own.filter((stay) => (stay.queueId ?? firstQueue) === queueId);
      const present = stays.flatMap((stay) => stay.present);
      const interact = stays.flatMap((stay) => stay.interact);
      const sessions = stays.map(({ session }) => session);
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
        sessions: stays.filter((stay) => stay.connected).map(sessionOf),
        wrapUps: sessions.flatMap(wrapUpsOf),
        withCustomer:
          meets(interact, customer) || (purpose === "agent" && (customer.length === 0 || interact.length === 0)),
      };
    })
    .filter((part) => purpose === "agent" || part.withCustomer);
}

/** A session with what its segments say. */
interface Stay {
  readonly session: WireSession;
  readonly queueId: string | null;
  /** Whether it ever got as far as a conversation. */
  readonly connected: boolean;
  /** In conversation. */
  readonly interact: readonly Span[];
  /** In conversation or on hold. */
  readonly present: readonly Span[];
}

/** Each segment is looked at once: interactions are what an extraction has most of. */
function readStay(session: WireSession, liveEnd: number | null): Stay {
  const interact: Span[] = [];
  const present: Span[] = [];
  let queueId: string | null = null;
  let connected = false;
  for (const segment of session.segments ?? []) {
    queueId ??= segment.queueId || null;
    const type = segment.segmentType?.toLowerCase();
    if (type !== "interact" && type !== "hold") continue;
    connected ||= type === "interact";
    for (const span of spanOf(readTime(segment.segmentStart), readTime(segment.segmentEnd) ?? liveEnd)) {
      present.push(span);
      if (type === "interact") interact.push(span);
    }
  }
  return { session, queueId, connected, interact, present };
}

/** The agent's own, not a supervisor listening, whispering or barging in (official SDK model AnalyticsSession). */
const isOwn = (session: WireSession): boolean =>
  !session.monitoredParticipantId && !session.coachedParticipantId && !session.bargedParticipantId;

const firstQueueOf = (stays: readonly Stay[]): string | null =>
  stays.find(({ queueId }) => queueId !== null)?.queueId ?? null;

const sessionOf = ({ session, present }: Stay): PartSession => ({
  mediaType: session.mediaType ?? null,
  direction: session.direction ?? null,
  start: present.length > 0 ? Math.min(...present.map(({ from }) => from)) : null,
  connected: coverage(present),
});

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
