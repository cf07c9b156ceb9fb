import type { Participant, Segment, Session } from "../../model.ts";
import type { Span } from "./simulated-interaction.ts";

/** A session or participant without the fields that have their defaults. */
export type SessionDraft = Partial<Session> & Pick<Session, "mediaType" | "direction" | "segments">;

export type ParticipantDraft = Partial<Omit<Participant, "sessions">> & {
  readonly purpose: string;
  /** When they came; participants are listed in that order. */
  readonly at: number;
  readonly sessions: readonly SessionDraft[];
};

/** A segment with its type and times alone. */
export const segment = (
  type: string,
  { start, end }: Span,
  queueId: string | null = null,
  conference = false,
): Segment => ({ type, start, end, queueId, wrapUpCode: null, conference });

/** An inbound session of one segment. */
export const plainSession = (mediaType: string, type: string, span: Span, queueId?: string | null): SessionDraft => ({
  mediaType,
  direction: "inbound",
  segments: [segment(type, span, queueId)],
});

// Written out field by field: spreading drafts over defaults took half of the time an interaction takes.
export const completeSession = (id: string, draft: SessionDraft): Session => ({
  id,
  mediaType: draft.mediaType,
  direction: draft.direction,
  ani: draft.ani ?? null,
  dnis: draft.dnis ?? null,
  monitoredParticipantId: draft.monitoredParticipantId ?? null,
  coachedParticipantId: draft.coachedParticipantId ?? null,
  bargedParticipantId: draft.bargedParticipantId ?? null,
  flow: draft.flow ?? null,
  metrics: draft.metrics ?? [],
  segments: draft.segments,
});

export const completeParticipant = (
  id: string,
  draft: ParticipantDraft,
  sessions: readonly Session[],
): Participant => ({
  id: draft.id ?? id,
  name: draft.name ?? null,
  purpose: draft.purpose,
  userId: draft.userId ?? null,
  teamId: draft.teamId ?? null,
  sessions,
});
