import { second } from "../base/index.ts";
import type { InteractionFacts } from "./interaction.ts";
import { type Leg, mergeParts } from "./legs.ts";
import type { Part } from "./parts.ts";
import { type ScoreSettings, usualShortestLeg } from "./settings.ts";

/** Who is given a response, and how much of it. */
export interface Credit {
  readonly agentId: string | null;
  readonly queueId: string | null;
  /** The weights of one rule add up to 1. */
  readonly weight: number;
}

/** Credits by rule; a list is empty where no agent is known. */
export interface Attribution {
  /** The response's own agent and queue. */
  readonly genesys: Credit | null;
  readonly first: readonly Credit[];
  readonly last: readonly Credit[];
  readonly longest: readonly Credit[];
  /** Weighted by talk time for voice, equally for other media and where nobody talked. */
  readonly all: readonly Credit[];
}

/** The fields of a response about who it belongs to. */
interface OwnAttribution {
  readonly kind: "survey" | "evaluation";
  readonly agentId: string | null;
  readonly queueId: string | null;
}

/** Rule `genesys` alone, which is all that a record needs: the response's own agent and queue. */
export function ownCredit(
  interaction: InteractionFacts | null,
  { kind, agentId, queueId }: OwnAttribution,
): Credit | null {
  const known = kind === "evaluation" ? (queueId ?? lastQueue(interaction, agentId)) : queueId;
  return agentId === null && known === null ? null : { agentId, queueId: known, weight: 1 };
}

/**
 * Applies all five rules. An evaluation belongs to the evaluated agent under every one of them. A part with less than
 * `shortestLeg` seconds with the customer is eligible only where no part reached it.
 */
export function attribute(
  interaction: InteractionFacts | null,
  own: OwnAttribution,
  { shortestLeg = usualShortestLeg }: Pick<ScoreSettings, "shortestLeg"> = {},
): Attribution {
  const genesys = ownCredit(interaction, own);
  if (own.kind === "evaluation") {
    const same = genesys ? [genesys] : [];
    return { genesys, first: same, last: same, longest: same, all: same };
  }
  const parts = eligible(interaction?.parts ?? [], shortestLeg * second);
  const legs = mergeParts(parts);
  return {
    genesys,
    first: pick(parts, (a, b) => (a.start ?? Infinity) - (b.start ?? Infinity)),
    last: pick(parts, (a, b) => (b.end ?? -Infinity) - (a.end ?? -Infinity)),
    longest: pick(legs, (a, b) => b.connected - a.connected),
    all: shareOut(legs),
  };
}

/**
 * Where nobody's presence overlaps the customer's, the customer's segments prove nothing, and nobody is left out for
 * it.
 */
function eligible(parts: readonly Part[], shortest: number): readonly Part[] {
  const withCustomer = parts.filter((part) => part.withCustomer);
  const met = withCustomer.length > 0 ? withCustomer : parts;
  const long = met.filter((part) => part.connected >= shortest);
  return long.length > 0 ? long : met;
}

/** The best by this order; candidates come in order of start, so that ties go to the earliest. */
function pick<One extends Part | Leg>(candidates: readonly One[], order: (a: One, b: One) => number): Credit[] {
  // Two unknown times differ by NaN.
  const [best] = [...candidates].sort((a, b) => order(a, b) || 0);
  return best ? [{ agentId: best.agentId, queueId: best.queueId, weight: 1 }] : [];
}

function shareOut(legs: readonly Leg[]): Credit[] {
  const talk = legs.reduce((sum, leg) => sum + leg.talk, 0);
  const byTalk = talk > 0 && legs.every(isVoice);
  return legs
    .filter((leg) => !byTalk || leg.talk > 0)
    .map(({ agentId, queueId, talk: own }, _, sharing) => ({
      agentId,
      queueId,
      weight: byTalk ? own / talk : 1 / sharing.length,
    }));
}

/** A callback counts as voice through the call that it made. */
const isVoice = (leg: Leg): boolean => leg.sessions.some(({ mediaType }) => mediaType?.toLowerCase() === "voice");

function lastQueue(interaction: InteractionFacts | null, agentId: string | null): string | null {
  const own = interaction?.parts.filter((part) => part.agentId === agentId && part.queueId !== null) ?? [];
  return pick(own, (a, b) => (b.end ?? -Infinity) - (a.end ?? -Infinity))[0]?.queueId ?? null;
}
