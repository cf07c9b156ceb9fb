import type { Segment, Session } from "../../model.ts";
import { type ParticipantDraft, type SessionDraft, segment } from "./draft.ts";
import type { Span, Stage } from "./stage.ts";

/** The customer is on hold while the agent with them says so; a callback adds the call that reached them. */
export function customer({ plan, start, end, parts }: Stage): ParticipantDraft {
  const { media, direction } = plan;
  const holds = parts.flatMap((part) => (part.withCustomer ? part.pieces.filter(({ type }) => type === "hold") : []));
  const sessions = [session(media, direction, { start, end }, media === "callback" ? [] : holds)];
  const reached = parts[0]?.pieces[0];
  if (media === "callback" && reached)
    sessions.push(session("voice", "outbound", { start: reached.start, end }, holds));
  return { purpose: "customer", at: start, name: "Customer", sessions };
}

function session(
  mediaType: string,
  direction: Session["direction"],
  { start, end }: Span,
  pauses: readonly Span[],
): SessionDraft {
  const voice = mediaType === "voice" || mediaType === "callback";
  const segments: Segment[] = [];
  let at = start;
  for (const pause of pauses) {
    segments.push(segment("interact", { start: at, end: pause.start }), segment("hold", pause));
    at = pause.end;
  }
  segments.push(segment("interact", { start: at, end }));
  const ani = voice ? "tel:+15550100" : "customer@example.com";
  return { mediaType, direction, ani, dnis: voice ? "tel:+15550199" : null, segments };
}
