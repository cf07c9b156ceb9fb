import { second } from "../../../base/index.ts";
import type { Interaction } from "../../model.ts";
import type { Random } from "../random.ts";
import { makeEvaluations } from "../response/evaluations.ts";
import { makeSurveys, planSurveys, type SurveyPlan } from "../response/surveys.ts";
import type { Slot, World } from "../world.ts";
import { planInteraction } from "./interaction-kinds.ts";
import { recordTruth, type Truth } from "./legs-and-credits.ts";
import { buildParticipants } from "./participants.ts";
import { simulate } from "./simulate-kind.ts";
import type { SimulatedInteraction } from "./simulated-interaction.ts";

/** One interaction with all that will ever come of it, from its place in the calendar alone. */
export const makeInteraction = (world: World, slot: Slot): Interaction => new MadeInteraction(world, slot);

/**
 * Each part is made when it is read: most requests need few of them, and participants cost more than all
 * else. A class, because most interactions are made for a moment: an object with a closure for each part was a third of
 * what a sweep over surveys cost, garbage included.
 */
class MadeInteraction implements Interaction {
  readonly start: number;
  private readonly world: World;
  private readonly slot: Slot;
  private knownId: string | undefined;
  private knownPlay: SimulatedInteraction | undefined;
  private knownPlans: readonly SurveyPlan[] | undefined;
  private knownStage: SimulatedInteraction | undefined;
  private knownParticipants: Interaction["participants"] | undefined;
  private knownSurveys: Interaction["surveys"] | undefined;
  private knownEvaluations: Interaction["evaluations"] | undefined;
  private knownTruth: Truth | undefined;

  constructor(world: World, slot: Slot) {
    this.start = slot.start;
    this.world = world;
    this.slot = slot;
  }

  get id() {
    this.knownId ??= this.world.ids.of("interaction", this.slot.day, this.slot.index);
    return this.knownId;
  }
  get mayBeMissing() {
    return mayBeMissing(this.world, this.slot);
  }
  get end() {
    return this.simulated.end;
  }
  get direction() {
    return this.simulated.plan.direction;
  }
  get divisionIds() {
    return divisionsOf(this.simulated);
  }
  get participants() {
    this.knownParticipants ??= buildParticipants(this.world, this.slot, this.simulated);
    return this.knownParticipants;
  }
  get surveys() {
    this.knownSurveys ??= makeSurveys(this.world, this.slot, this.simulated, this.plans);
    return this.knownSurveys;
  }
  get evaluations() {
    this.knownEvaluations ??= makeEvaluations(this.world, this.slot, this.simulated);
    return this.knownEvaluations;
  }
  get legs() {
    return this.truth.legs;
  }
  get wait() {
    return this.truth.wait;
  }
  get transfers() {
    return this.truth.transfers;
  }
  get wrapUpCodes() {
    return this.truth.wrapUpCodes;
  }
  get credits() {
    return this.truth.credits;
  }

  private get played(): SimulatedInteraction {
    const { streams } = this.world;
    const { day, index } = this.slot;
    this.knownPlay ??= simulate(
      this.world,
      this.slot,
      planInteraction(this.world, this.slot, streams.plan(day, index)),
      streams.play(day, index),
    );
    return this.knownPlay;
  }
  private get plans(): readonly SurveyPlan[] {
    this.knownPlans ??= planSurveys(this.world, this.slot, this.played);
    return this.knownPlans;
  }
  private get simulated(): SimulatedInteraction {
    const { day, index } = this.slot;
    this.knownStage ??= this.plans.some(({ type }) => type === "Voice")
      ? addVoiceSurvey(this.played, this.world.streams.voiceSurvey(day, index))
      : this.played;
    return this.knownStage;
  }
  private get truth(): Truth {
    this.knownTruth ??= recordTruth(this.simulated);
    return this.knownTruth;
  }
}

/** Known of an interaction without making it. */
export const mayBeMissing = ({ draws }: World, { day, index }: Pick<Slot, "day" | "index">): boolean =>
  draws.missing(day, index) < 0.04;

/** The customer stays on the line for the voice survey. */
const addVoiceSurvey = (simulated: SimulatedInteraction, random: Random): SimulatedInteraction => {
  const voiceSurvey = { start: simulated.end, end: simulated.end + random.int(12 * second, 70 * second) };
  return { ...simulated, end: voiceSurvey.end, voiceSurvey };
};

/** The queue's division first, then those of the agents who took part. */
export function divisionsOf({ plan, parts, queued }: SimulatedInteraction): string[] {
  const all = [
    ...(plan.desk ? [plan.desk.queue.divisionId] : []),
    ...queued.map(({ queue }) => queue.divisionId),
    ...parts.map(({ agent }) => agent.user.divisionId),
  ];
  return [...new Set(all)];
}
