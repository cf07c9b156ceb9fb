import { readTime } from "../base/index.ts";
import type { WireConversation } from "../genesys/index.ts";
import { nextStart, purposeOf, type WireParticipant, type WireSession } from "./session.ts";
import { ascending, compare } from "./spans.ts";

/** What was going on: a menu, waiting in a queue, ringing at an agent, talking, on hold, after-call work, or anything else. */
export const timelineKinds = ["ivr", "wait", "alert", "talk", "hold", "acw", "voicemail", "other"] as const;
export type TimelineKind = (typeof timelineKinds)[number];

/** A stretch of an interaction. Milliseconds since 1970 UTC. */
export interface TimelinePiece {
  readonly kind: TimelineKind;
  /** Whose part it is; null where it is nobody's. */
  readonly agentId: string | null;
  readonly queueId: string | null;
  readonly from: number;
  /** Null while it lasts. */
  readonly to: number | null;
}

/** Segments of an agent's own session, by their type (official SDK model `AnalyticsConversationSegment`). */
const ofAgents: Readonly<Record<string, TimelineKind>> = {
  alert: "alert",
  contacting: "alert",
  dialing: "alert",
  interact: "talk",
  hold: "hold",
  wrapup: "acw",
};

/** Any other participant is one piece from start to end. */
const ofPurposes: Readonly<Record<string, TimelineKind>> = {
  ivr: "ivr",
  botflow: "ivr",
  workflow: "ivr",
  acd: "wait",
  voicemail: "voicemail",
};

/**
 * What happened in an interaction, piece after piece, out of the segments of all who took part but the customer, who is there all
 * the time, and supervisors who listen. A segment without a beginning has no place in it.
 */
export const timelineOf = ({ participants }: WireConversation): readonly TimelinePiece[] =>
  (participants ?? []).flatMap((one) => (one.sessions ?? []).flatMap((session) => piecesOf(one, session))).sort(byTime);

function piecesOf(participant: WireParticipant, session: WireSession): readonly TimelinePiece[] {
  const purpose = purposeOf(participant);
  const isAgent = purpose === "agent" || purpose === "user";
  const constant = ofPurposes[purpose];
  if (!isAgent && constant === undefined) return [];
  if (session.monitoredParticipantId || session.coachedParticipantId || session.bargedParticipantId) return [];
  const segments = session.segments ?? [];
  const queueId = segments.find((segment) => segment.queueId)?.queueId ?? null;
  return segments.flatMap((segment): TimelinePiece[] => {
    const from = readTime(segment.segmentStart);
    const to = readTime(segment.segmentEnd) ?? nextStart(session, from);
    if (from === null || (to !== null && to < from)) return [];
    return [
      {
        kind: constant ?? ofAgents[segment.segmentType?.toLowerCase() ?? ""] ?? "other",
        agentId: isAgent ? (participant.userId ?? null) : null,
        queueId: segment.queueId || queueId,
        from,
        to,
      },
    ];
  });
}

/** By any other difference after the time, so that the order of participants on the wire never shows. */
const byTime = (a: TimelinePiece, b: TimelinePiece): number =>
  ascending(a.from, b.from) || ascending(a.to, b.to) || compare(JSON.stringify(a), JSON.stringify(b));
