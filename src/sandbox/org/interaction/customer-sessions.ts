import type { Segment, Session } from "../../model.ts";
import { type ParticipantDraft, type SessionDraft, segment } from "./session-draft.ts";
import type { Piece, SimulatedInteraction, Span } from "./simulated-interaction.ts";

/**
 * The customer's segments follow those of the agent with them: talk, hold, conference; a callback adds the call
 * that reached them, and before it the call in which they left a voicemail.
 */
export function customer({ plan, start, end, parts, voicemail }: SimulatedInteraction): ParticipantDraft {
  const { media, direction } = plan;
  const callback = media === "callback";
  const marked = marks(parts.flatMap((part) => (part.withCustomer ? part.pieces : [])));
  const asked = callback && voicemail ? voicemail.end : start;
  const sessions = [session(media, direction, { start: asked, end }, callback ? [] : marked)];
  if (asked > start) sessions.unshift(session("voice", direction, { start, end: asked }, []));
  const reached = parts[0]?.pieces[0];
  if (callback && reached) sessions.push(session("voice", "outbound", { start: reached.start, end }, marked));
  return { purpose: "customer", at: start, name: "Customer", sessions };
}

/** Holds and conferences; a conference, which both agents have, once. */
function marks(pieces: readonly Piece[]): Piece[] {
  const marked = pieces
    .filter(({ type, conference }) => type === "hold" || conference)
    .toSorted((a, b) => a.start - b.start);
  return marked.filter(({ start }, at) => marked.findIndex((piece) => piece.start === start) === at);
}

function session(
  mediaType: string,
  direction: Session["direction"],
  { start, end }: Span,
  marked: readonly Piece[],
): SessionDraft {
  const voice = mediaType === "voice" || mediaType === "callback";
  const segments: Segment[] = [];
  let at = start;
  for (const mark of marked) {
    if (mark.start > at) segments.push(segment("interact", { start: at, end: mark.start }));
    segments.push(segment(mark.type, mark, null, mark.conference));
    at = mark.end;
  }
  if (end > at) segments.push(segment("interact", { start: at, end }));
  const ani = voice ? "tel:+15550100" : "customer@example.com";
  return { mediaType, direction, ani, dnis: voice ? "tel:+15550199" : null, segments };
}
