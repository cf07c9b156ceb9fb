import { second } from "../../../base/index.ts";
import { type Cause, causes } from "../../causes.ts";
import type { Answer } from "../../model.ts";
import type { SimulatedInteraction } from "../interaction/simulated-interaction.ts";
import { isAffected } from "../planted-change.ts";
import type { Random } from "../random.ts";
import type { World } from "../world.ts";

type Weights = Readonly<Record<Cause, number>>;

const pleased: Weights = {
  ...{ waiting: 14, transfer: 3, resolution: 28, friendliness: 30, knowledge: 16 },
  ...{ price: 3, invoice: 3, website: 3, callback: 4, delivery: 3 },
};
const cross: Weights = {
  ...{ waiting: 14, transfer: 5, resolution: 20, friendliness: 8, knowledge: 12 },
  ...{ price: 6, invoice: 5, website: 6, callback: 7, delivery: 6 },
};

/** The subjects that a queue's customers mention more often than others. */
const queueWeights: Readonly<Record<string, Partial<Weights>>> = {
  Billing: { invoice: 4, price: 3 },
  Orders: { delivery: 6, website: 2 },
  "Technical Support": { resolution: 4, knowledge: 2, callback: 2 },
  Loyalty: { price: 5 },
  Kundenservice: { delivery: 2, callback: 2 },
  日本サポート: { waiting: 2 },
  "Atención al Cliente": { website: 2, price: 2 },
  "Digital Care": { website: 5 },
  VIP: { friendliness: 2 },
  Returns: { delivery: 4, callback: 2 },
};

/** The share of customers whom the change affects, its cost in steps of a five-point scale, and how often they name it. */
const changeEffect = { share: 0.65, cost: 2, named: 0.85 };

export interface MoodAndCause {
  /** 1 (cross) to 5 (delighted). */
  readonly mood: number;
  /** The subject of the text; null for nothing in particular. */
  readonly cause: Cause | null;
}

export interface Encounter {
  readonly day: number;
  readonly simulated: SimulatedInteraction;
  /** The queue that is judged. */
  readonly queueId: string | undefined;
  /** The mood without the change on the queue. */
  readonly mood: number;
}

/** The mood after the change on the queue, and the cause that the customer writes about: by queue, mood, week and journey. */
export function moodAndCause(world: World, { day, simulated, queueId, mood }: Encounter, random: Random): MoodAndCause {
  const { change } = world;
  const struck = isAffected(world, day, queueId) && random.chance(changeEffect.share);
  const felt = Math.min(5, Math.max(1, struck ? mood - changeEffect.cost : mood));
  // Nothing is lost of the odd texts: about a cause there are none.
  if (world.switches.has("hostile-text")) return { mood: felt, cause: null };
  if (struck && felt < 3.5 && change && random.chance(changeEffect.named)) return { mood: felt, cause: change.cause };
  if (random.chance(0.2)) return { mood: felt, cause: null };
  const usual = felt >= 3.5 ? pleased : cross;
  const more = queueWeights[simulated.plan.desk?.queue.name ?? ""];
  const week = Math.floor(day / 7);
  const journey = felt >= 3.5 ? undefined : complaints(simulated);
  const cause = random.weighted(
    causes.map((one, at) => {
      const often = usual[one] * (more?.[one] ?? 1) * (journey?.[one] ?? 1);
      return [one, often * (0.5 + world.draws.week(week, at))] as const;
    }),
  );
  return { mood: felt, cause };
}

/** The cause, where something was written at all. */
export const writtenCause = ({ cause }: MoodAndCause, answers: readonly Answer[]): Cause | null =>
  answers.some(({ text }) => text) ? cause : null;

export const waitedFor = ({ queued }: SimulatedInteraction): number =>
  queued.reduce((sum, { start, end }) => sum + end - start, 0);

/** Customers who waited long or were transferred name that more often. */
function complaints(simulated: SimulatedInteraction): Partial<Weights> {
  const long = simulated.plan.media !== "email" && waitedFor(simulated) > 120 * second;
  return { waiting: long ? 5 : 1, transfer: simulated.parts.length > 1 ? 6 : 1 };
}
