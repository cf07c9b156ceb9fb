import { second } from "../../../base/index.ts";
import type { Interaction } from "../../model.ts";
import { lazily } from "../lazily.ts";
import type { Random } from "../random.ts";
import { makeEvaluations } from "../response/evaluations.ts";
import { makeSurveys, planSurveys } from "../response/surveys.ts";
import type { Spot, World } from "../world.ts";
import { writeDown } from "./legs.ts";
import { tellParticipants } from "./participants.ts";
import { planInteraction } from "./plan.ts";
import { playPlan } from "./play.ts";
import type { Stage } from "./stage.ts";

/**
 * One interaction with all that will ever come of it, from its place in the calendar alone. Each of its parts is made
 * when somebody looks at it: most questions are about few of them, and participants cost more than all else.
 */
export function makeInteraction(world: World, spot: Spot): Interaction {
  const { chance, ids } = world;
  const { day, index, start } = spot;
  const played = lazily(() =>
    playPlan(world, spot, planInteraction(world, spot, chance.plan(day, index)), chance.play(day, index)),
  );
  const plans = lazily(() => planSurveys(world, spot, played()));
  const stage = lazily(() =>
    plans().some(({ type }) => type === "Voice") ? askAloud(played(), chance.voiceSurvey(day, index)) : played(),
  );
  const participants = lazily(() => tellParticipants(world, spot, stage()));
  const surveys = lazily(() => makeSurveys(world, spot, stage(), plans()));
  const evaluations = lazily(() => makeEvaluations(world, spot, stage()));
  const truth = lazily(() => writeDown(stage()));
  return {
    id: ids.of("interaction", day, index),
    start,
    mayBeMissing: mayBeMissing(world, spot),
    get end() {
      return stage().end;
    },
    get direction() {
      return stage().plan.direction;
    },
    get divisionIds() {
      return divisionsOf(stage());
    },
    get participants() {
      return participants();
    },
    get surveys() {
      return surveys();
    },
    get evaluations() {
      return evaluations();
    },
    get legs() {
      return truth().legs;
    },
    get wait() {
      return truth().wait;
    },
    get transfers() {
      return truth().transfers;
    },
    get wrapUpCodes() {
      return truth().wrapUpCodes;
    },
    get credits() {
      return truth().credits;
    },
  };
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
function divisionsOf({ plan, parts, queued }: Stage): string[] {
  const all = [
    ...(plan.desk ? [plan.desk.queue.divisionId] : []),
    ...queued.map(({ queue }) => queue.divisionId),
    ...parts.map(({ agent }) => agent.user.divisionId),
  ];
  return [...new Set(all)];
}
