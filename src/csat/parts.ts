import { readTime } from "../base/index.ts";
import type { WireConversation } from "../genesys/index.ts";
import { firstMetric, nextStart, purposeOf, type WireParticipant, type WireSession } from "./session.ts";
import { ascending, boundsOf, compare, coverage, meets, type Span, spanOf, without } from "./spans.ts";
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
 * met the customer; monitoring, coaching and barging sessions are not theirs. `liveEnd` ends parts that have not ended
 * yet.
 */
export function readParts({ participants }: WireConversation, liveEnd: number | null): Part[] {
  const customer: Span[] = [];
  const agents: Presence[] = [];
  for (const participant of participants ?? []) {
    if (outside.has(purposeOf(participant))) {
      for (const session of participant.sessions ?? []) customer.push(...readStay(session, liveEnd).interact);
    }
    agents.push(...presenceOf(participant, liveEnd));
  }
  const met = agents.length > 1 ? without(customer, agents.flatMap(holdsOf)) : customer;
  const parts: Part[] = [];
  for (const agent of agents) parts.push(...partsOf(agent, met));
  return parts.sort(byStart);
}

/** By start, then by any other difference, so that the order of participants on the wire never shows. */
export function byStart(a: Omit<Part, "withCustomer">, b: Omit<Part, "withCustomer">): number {
  return (
    ascending(a.start, b.start) ||
    ascending(a.end, b.end) ||
    compare(a.agentId, b.agentId) ||
    compare(a.queueId ?? "", b.queueId ?? "") ||
    compare(JSON.stringify(a), JSON.stringify(b))
  );
}

/** An agent, or somebody who may be one, with the sessions that are their own. */
interface Presence {
  readonly agentId: string;
  readonly isAgent: boolean;
  readonly teamId: string | null;
  readonly stays: readonly Stay[];
}

/** None of a participant who is neither an agent nor a user. */
function presenceOf(participant: WireParticipant, liveEnd: number | null): Presence[] {
  const agentId = participant.userId;
  const purpose = purposeOf(participant);
  if (!agentId || (purpose !== "agent" && purpose !== "user")) return [];
  const stays: Stay[] = [];
  for (const session of participant.sessions ?? []) if (isOwn(session)) stays.push(readStay(session, liveEnd));
  return [{ agentId, isAgent: purpose === "agent", teamId: participant.teamId ?? null, stays }];
}

/**
 * Holds from which the agent came back to the customer, who spoke to nobody meanwhile: the customer's own segments need
 * not show it, as those of Genesys' published sample do not. Who was connected in such a time alone was consulted. A hold
 * that somebody leaves the interaction from may be a transfer.
 */
const holdsOf = ({ stays }: Presence): Span[] =>
  stays.flatMap(({ interact, hold }) => hold.filter(({ to }) => interact.some(({ from }) => from >= to)));

function partsOf({ agentId, isAgent, teamId, stays }: Presence, customer: readonly Span[]): Part[] {
  const connected = stays.filter((stay) => stay.connected);
  const firstQueue = firstQueueOf(connected) ?? firstQueueOf(stays);
  const parts: Part[] = [];
  for (const queueId of new Set(connected.map((stay) => stay.queueId ?? firstQueue))) {
    const own = stays.filter((stay) => (stay.queueId ?? firstQueue) === queueId);
    const part = partOf({ agentId, queueId, teamId }, own, customer, isAgent);
    if (isAgent || part.withCustomer) parts.push(part);
  }
  return parts;
}

function partOf(
  whose: Pick<Part, "agentId" | "queueId" | "teamId">,
  stays: readonly Stay[],
  customer: readonly Span[],
  isAgent: boolean,
): Part {
  const present = stays.flatMap((stay) => stay.present);
  const interact = stays.flatMap((stay) => stay.interact);
  const add = (...names: readonly string[]): number =>
    stays.reduce((sum, { session }) => sum + firstMetric(session, names), 0);
  const { start, end } = boundsOf(present);
  // Written out: an object made by spreading others has its fields in a separate list, with room to grow, and a run
  // keeps a part for every response.
  return {
    agentId: whose.agentId,
    queueId: whose.queueId,
    teamId: whose.teamId,
    start,
    end,
    connected: coverage(present),
    talk: add("tTalkComplete", "tTalk"),
    hold: add("tHeldComplete", "tHeld"),
    acw: add("tAcw"),
    sessions: stays.filter((stay) => stay.connected).map(sessionOf),
    wrapUps: stays.flatMap(({ session }) => wrapUpsOf(session)),
    withCustomer: meets(interact, customer) || (isAgent && (customer.length === 0 || interact.length === 0)),
  };
}

/** A session with the facts of its segments. */
interface Stay {
  readonly session: WireSession;
  readonly queueId: string | null;
  /** Whether it ever got as far as a conversation. */
  readonly connected: boolean;
  /** In conversation. */
  readonly interact: readonly Span[];
  readonly hold: readonly Span[];
  /** In conversation or on hold. */
  readonly present: readonly Span[];
}

/** Each segment is looked at once: an extraction has more interactions than anything else. */
function readStay(session: WireSession, liveEnd: number | null): Stay {
  const interact: Span[] = [];
  const hold: Span[] = [];
  let queueId: string | null = null;
  let connected = false;
  for (const segment of session.segments ?? []) {
    queueId ??= segment.queueId || null;
    const type = segment.segmentType?.toLowerCase();
    if (type !== "interact" && type !== "hold") continue;
    connected ||= type === "interact";
    const start = readTime(segment.segmentStart);
    const span = spanOf(start, readTime(segment.segmentEnd) ?? nextStart(session, start) ?? liveEnd);
    if (span === null) continue;
    (type === "interact" ? interact : hold).push(span);
  }
  return {
    session,
    queueId,
    connected,
    interact,
    hold,
    present: hold.length === 0 ? interact : [...interact, ...hold],
  };
}

/** The agent's own, not a supervisor listening, whispering or barging in (official SDK model AnalyticsSession). */
const isOwn = (session: WireSession): boolean =>
  !session.monitoredParticipantId && !session.coachedParticipantId && !session.bargedParticipantId;

const firstQueueOf = (stays: readonly Stay[]): string | null =>
  stays.find(({ queueId }) => queueId !== null)?.queueId ?? null;

const sessionOf = ({ session, present }: Stay): PartSession => ({
  // Genesys writes `voice`, and the case of an answer is not documented: two spellings would be two channels.
  mediaType: session.mediaType?.toLowerCase() ?? null,
  direction: session.direction ?? null,
  start: boundsOf(present).start,
  connected: coverage(present),
});
