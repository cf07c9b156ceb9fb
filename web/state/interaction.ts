import type { AgentLeg, CsatRecord } from "../../src/csat/index.ts";
import { type TimelineKind, timelineKinds } from "../charts/index.ts";
import { isRecord } from "./problem.ts";

/** A stretch of an interaction. */
export interface Piece {
  readonly kind: TimelineKind;
  readonly agent_name: string | null;
  readonly queue_name: string | null;
  readonly from: string;
  /** Null while it lasts. */
  readonly to: string | null;
}

type Facts = Pick<
  CsatRecord,
  | ("interaction_id" | "interaction_start" | "interaction_end" | "duration_seconds" | "direction" | "media_type")
  | ("divisions" | "wrap_up" | "wait_seconds" | "total_talk_seconds" | "total_hold_seconds" | "transfers")
  | ("linked" | "link_problem")
>;

/** One interaction with all that was answered and judged about it. */
export interface Interaction {
  readonly interaction: Facts;
  /** Null where its course is not stored. */
  readonly timeline: readonly Piece[] | null;
  readonly legs: readonly AgentLeg[];
  readonly responses: readonly CsatRecord[];
  readonly genesys_url: string | null;
}

/** @throws where an answer is no interaction; what stands in it is the server's, of the same version as the page */
export function readInteraction(json: unknown): Interaction {
  if (!isRecord(json) || !isRecord(json["interaction"]) || !Array.isArray(json["responses"]))
    throw new Error("/api/interactions did not answer with an interaction.");
  const { interaction, timeline, legs, responses, genesys_url: url } = json;
  return {
    interaction: interaction as unknown as Facts,
    timeline: Array.isArray(timeline) ? timeline.flatMap(readPiece) : null,
    legs: (Array.isArray(legs) ? legs : []) as readonly AgentLeg[],
    responses: responses as readonly CsatRecord[],
    // Whatever a server says: a link of the page leads to the web, and runs nothing.
    genesys_url: typeof url === "string" && url.startsWith("https://") ? url : null,
  };
}

function readPiece(piece: unknown): readonly Piece[] {
  if (!isRecord(piece) || typeof piece["from"] !== "string") return [];
  const text = (value: unknown): string | null => (typeof value === "string" ? value : null);
  return [
    {
      kind: timelineKinds.find((kind) => kind === piece["kind"]) ?? "other",
      agent_name: text(piece["agent_name"]),
      queue_name: text(piece["queue_name"]),
      from: piece["from"],
      to: text(piece["to"]),
    },
  ];
}
