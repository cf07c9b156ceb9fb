import { second } from "../../../base/index.ts";
import type { Interaction } from "../../model.ts";
import { createRandom, type Random } from "../random.ts";
import { makeEvaluations } from "../response/evaluations.ts";
import { makeSurveys, planSurveys } from "../response/surveys.ts";
import type { Spot, World } from "../world.ts";
import { writeDown } from "./legs.ts";
import { tellParticipants } from "./participants.ts";
import { planInteraction } from "./plan.ts";
import { playPlan } from "./play.ts";
import type { Stage } from "./stage.ts";

/** One interaction with all that will ever come of it, from its place in the calendar alone. */
export function makeInteraction(world: World, spot: Spot): Interaction {
  const { seed, ids } = world;
  const { day, index } = spot;
  const plan = planInteraction(world, spot, createRandom(seed, "plan", day, index));
  const played = playPlan(world, spot, plan, createRandom(seed, "play", day, index));
  const chance = createRandom(seed, "surveys", day, index);
  const surveyPlans = planSurveys(played, chance);
  const stage = surveyPlans.some(({ type }) => type === "Voice") ? askAloud(played, chance) : played;
  return {
    id: ids.of("interaction", day, index),
    start: stage.start,
    end: stage.end,
    direction: plan.direction,
    divisionIds: divisionsOf(stage),
    participants: tellParticipants(world, spot, stage),
    surveys: makeSurveys(world, spot, stage, surveyPlans, chance),
    evaluations: makeEvaluations(world, spot, stage, createRandom(seed, "evaluations", day, index)),
    ...writeDown(stage),
    mayBeMissing: createRandom(seed, "missing", day, index).chance(0.04),
  };
}

/** The customer stays on the line for the voice survey. */
const askAloud = (stage: Stage, random: Random): Stage => {
  const voiceSurvey = { start: stage.end, end: stage.end + random.int(12 * second, 70 * second) };
  return { ...stage, end: voiceSurvey.end, voiceSurvey };
};

/** The queue's division first, then those of the agents who took part. */
function divisionsOf({ plan, parts, queued }: Stage): string[] {
  const all = [
    ...(plan.desk ? [plan.desk.queue.divisionId] : []),
    ...queued.map(({ queue }) => queue.divisionId),
    ...parts.map(({ agent }) => agent.user.divisionId),
  ];
  return [...new Set(all)];
}
