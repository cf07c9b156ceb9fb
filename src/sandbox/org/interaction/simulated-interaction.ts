import type { Queue } from "../../model.ts";
import type { Media } from "../queues.ts";
import type { Agent } from "../users.ts";
import type { Listening, Plan } from "./interaction-kinds.ts";

export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Piece extends Span {
  readonly type: "interact" | "hold";
  /** With a second agent and the customer at once. */
  readonly conference?: boolean;
}

/** One stretch of one agent in the interaction, from the ring to the end of after-call work. */
export interface Part {
  readonly agent: Agent;
  readonly queue: Queue | null;
  readonly ring: Span | null;
  readonly pieces: readonly Piece[];
  /** A callback's look at the case before dialling. */
  readonly preview: Span | null;
  /** False: asked by a colleague, never connected to the customer. */
  readonly withCustomer: boolean;
  readonly transferred: "blind" | "consult" | null;
  readonly afterCallWork: number;
  readonly wrapUps: readonly (Span & { readonly code: string })[];
}

/** Everything that happened, in order of time: the source of both Genesys' documents and the truth. */
export interface SimulatedInteraction {
  readonly plan: Plan;
  readonly start: number;
  /** When the customer left, or the last of those who were with them. */
  readonly end: number;
  readonly greeting: (Span & { readonly by: "ivr" | "botflow" }) | null;
  readonly queued: readonly (Span & {
    readonly queue: Queue;
    /** A callback that began as a call waited in the queue as one first. */
    readonly media: Media;
    readonly abandoned: boolean;
  })[];
  /** While the customer speaks to the machine. */
  readonly voicemail: Span | null;
  readonly missed: readonly (Span & { readonly agent: Agent; readonly queue: Queue | null })[];
  /** In order of arrival; of a conference in order of leaving. */
  readonly parts: readonly Part[];
  readonly listener: (Span & { readonly kind: Listening }) | null;
  readonly external: Span | null;
  readonly voiceSurvey: Span | null;
}

/** When a part began and ceased to be connected; after-call work comes later. */
export const connection = ({ preview, pieces }: Pick<Part, "preview" | "pieces">): Span => {
  const [first, last] = [preview ?? pieces[0], pieces.at(-1) ?? preview];
  if (!first || !last) throw new Error("A part without a connection.");
  return { start: first.start, end: last.end };
};

export const lengthOf = ({ start, end }: Span): number => end - start;

export const talkOf = ({ pieces }: Part): number => sum(pieces, "interact");
export const holdOf = ({ pieces }: Part): number => sum(pieces, "hold");

const sum = (pieces: readonly Piece[], type: Piece["type"]): number =>
  pieces.reduce((total, piece) => (piece.type === type ? total + lengthOf(piece) : total), 0);

/**
 * When everybody is done, after-call work included: no response is finished before. A message conversation stays
 * open, without anybody.
 */
export const doneAt = ({ plan, parts, end }: SimulatedInteraction): number =>
  parts.reduce(
    (done, part) => Math.max(done, connection(part).end + part.afterCallWork),
    plan.media === "message" ? 0 : end,
  );
