import { second } from "../../../base/index.ts";
import type { Interaction } from "../../model.ts";
import type { Random } from "../random.ts";
import { makeEvaluations } from "../response/evaluations.ts";
import { makeSurveys, planSurveys, type SurveyPlan } from "../response/surveys.ts";
import type { Spot, World } from "../world.ts";
import { planInteraction } from "./interaction-kinds.ts";
import { type Truth, writeDown } from "./legs-and-credits.ts";
import { tellParticipants } from "./participants.ts";
import { playPlan } from "./simulate-kind.ts";
import type { Stage } from "./simulated-interaction.ts";

/** One interaction with all that will ever come of it, from its place in the calendar alone. */
export const makeInteraction = (world: World, spot: Spot): Interaction => new MadeInteraction(world, spot);

/**
 * Each part is made when somebody looks at it: most questions are about few of them, and participants cost more than all
 * else. A class, because most interactions are made for a moment: an object with a closure for each part was a third of
 * what a sweep over surveys cost, garbage included.
 */
class MadeInteraction implements Interaction {
  readonly start: number;
  private readonly world: World;
  private readonly spot: Spot;
  private knownId: string | undefined;
  private knownPlay: Stage | undefined;
  private knownPlans: readonly SurveyPlan[] | undefined;
  private knownStage: Stage | undefined;
  private knownParticipants: Interaction["participants"] | undefined;
  private knownSurveys: Interaction["surveys"] | undefined;
  private knownEvaluations: Interaction["evaluations"] | undefined;
  private knownTruth: Truth | undefined;

  constructor(world: World, spot: Spot) {
    this.start = spot.start;
    this.world = world;
    this.spot = spot;
  }

  get id() {
    this.knownId ??= this.world.ids.of("interaction", this.spot.day, this.spot.index);
    return this.knownId;
  }
  get mayBeMissing() {
    return mayBeMissing(this.world, this.spot);
  }
  get end() {
    return this.stage.end;
  }
  get direction() {
    return this.stage.plan.direction;
  }
  get divisionIds() {
    return divisionsOf(this.stage);
  }
  get participants() {
    this.knownParticipants ??= tellParticipants(this.world, this.spot, this.stage);
    return this.knownParticipants;
  }
  get surveys() {
    this.knownSurveys ??= makeSurveys(this.world, this.spot, this.stage, this.plans);
    return this.knownSurveys;
  }
  get evaluations() {
    this.knownEvaluations ??= makeEvaluations(this.world, this.spot, this.stage);
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

  private get played(): Stage {
    const { chance } = this.world;
    const { day, index } = this.spot;
    this.knownPlay ??= playPlan(
      this.world,
      this.spot,
      planInteraction(this.world, this.spot, chance.plan(day, index)),
      chance.play(day, index),
    );
    return this.knownPlay;
  }
  private get plans(): readonly SurveyPlan[] {
    this.knownPlans ??= planSurveys(this.world, this.spot, this.played);
    return this.knownPlans;
  }
  private get stage(): Stage {
    const { day, index } = this.spot;
    this.knownStage ??= this.plans.some(({ type }) => type === "Voice")
      ? askAloud(this.played, this.world.chance.voiceSurvey(day, index))
      : this.played;
    return this.knownStage;
  }
  private get truth(): Truth {
    this.knownTruth ??= writeDown(this.stage);
    return this.knownTruth;
  }
}

/** Known of an interaction without making it. */
export const mayBeMissing = ({ luck }: World, { day, index }: Pick<Spot, "day" | "index">): boolean =>
  luck.missing(day, index) < 0.04;

/** The customer stays on the line for the voice survey. */
const askAloud = (stage: Stage, random: Random): Stage => {
  const voiceSurvey = { start: stage.end, end: stage.end + random.int(12 * second, 70 * second) };
  return { ...stage, end: voiceSurvey.end, voiceSurvey };
};

/** The queue's division first, then those of the agents who took part. */
export function divisionsOf({ plan, parts, queued }: Stage): string[] {
  const all = [
    ...(plan.desk ? [plan.desk.queue.divisionId] : []),
    ...queued.map(({ queue }) => queue.divisionId),
    ...parts.map(({ agent }) => agent.user.divisionId),
  ];
  return [...new Set(all)];
}
