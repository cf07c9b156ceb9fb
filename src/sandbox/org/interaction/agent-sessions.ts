import type { Metric, Segment } from "../../model.ts";
import { type SessionDraft, segment } from "./session-draft.ts";
import { connection, holdOf, lengthOf, type Part, type SimulatedInteraction, talkOf } from "./simulated-interaction.ts";

/**
 * One agent's part as sessions. The wire has the same time twice (`tTalk` a piece at a time, `tTalkComplete` at the
 * end; `tHeld` likewise), and some sessions have only one of the two; `tHandle` need not be their sum.
 */
export function agentSessions({ plan, start, parts }: SimulatedInteraction, part: Part): SessionDraft[] {
  const queueId = part.queue?.id ?? null;
  const { end } = connection(part);
  const outbound = plan.direction === "outbound" && part === parts[0];
  const ring = part.ring ? [segment(outbound ? "dialing" : "alert", part.ring, queueId)] : [];
  const talk = part.pieces.map((piece) => segment(piece.type, piece, queueId, piece.conference));
  const work: Segment[] = part.wrapUps.map(({ code, ...span }) => ({
    ...segment("wrapup", span, queueId),
    wrapUpCode: code,
  }));
  const direction = outbound ? "outbound" : "inbound";
  const [spoken, handled] = [spokenMetrics(part, start), handledMetrics(part, end, start)];
  if (plan.media !== "callback" || !part.preview)
    return [
      { mediaType: plan.media, direction, metrics: [...spoken, ...handled], segments: [...ring, ...talk, ...work] },
    ];

  const looking = segment("interact", part.preview, queueId);
  const callback: SessionDraft = {
    mediaType: "callback",
    direction: "inbound",
    metrics: handled,
    segments: [...ring, looking, ...work],
  };
  if (plan.shape === "voicemail heard") return [callback];

  const dialled = part.pieces[0]?.start ?? part.preview.end + 4_000;
  const dialing = segment("dialing", { start: part.preview.end, end: dialled }, queueId);
  return [callback, { mediaType: "voice", direction: "outbound", metrics: spoken, segments: [dialing, ...talk] }];
}

/** Which of the two forms a session carries is decided by its own times, so that it needs no chance of its own. */
function spokenMetrics(part: Part, start: number): Metric[] {
  const first = part.pieces[0];
  const last = part.pieces.at(-1);
  if (!first || !last) return [];
  const style = (last.end - start) % 10;
  const metrics: Metric[] = [];
  if (style > 0)
    for (const piece of part.pieces)
      metrics.push({ name: piece.type === "hold" ? "tHeld" : "tTalk", value: lengthOf(piece), emitted: piece.end });
  if (style < 7) {
    metrics.push({ name: "tTalkComplete", value: talkOf(part), emitted: last.end });
    if (holdOf(part) > 0) metrics.push({ name: "tHeldComplete", value: holdOf(part), emitted: last.end });
  }
  return metrics;
}

function handledMetrics(part: Part, end: number, start: number): Metric[] {
  const metrics: Metric[] = [];
  const add = (name: string, value: number, emitted: number) => metrics.push({ name, value, emitted });
  if (part.ring) add("tAlert", lengthOf(part.ring), part.ring.end);
  if (part.transferred) {
    add("nTransferred", 1, end);
    add(part.transferred === "blind" ? "nBlindTransferred" : "nConsultTransferred", 1, end);
  }
  const done = end + part.afterCallWork;
  if (part.afterCallWork > 0) add("tAcw", part.afterCallWork, done);
  const excess = (end - start) % 5 === 0 ? (end - start) % 90_000 : 0;
  add("tHandle", talkOf(part) + holdOf(part) + part.afterCallWork + excess, done);
  return metrics;
}
