import type { Interaction } from "../../model.ts";
import { createRandom } from "../random.ts";
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
  const stage = playPlan(world, spot, plan, createRandom(seed, "play", day, index));
  return {
    id: ids.of("interaction", day, index),
    start: stage.start,
    end: stage.end,
    direction: plan.direction,
    divisionIds: divisionsOf(stage),
    participants: tellParticipants(world, spot, stage),
    surveys: [],
    evaluations: [],
    ...writeDown(stage),
    mayBeMissing: createRandom(seed, "missing", day, index).chance(0.04),
  };
}

/** The queue's division first, then those of the agents who took part. */
function divisionsOf({ plan, parts, queued }: Stage): string[] {
  const all = [
    ...(plan.desk ? [plan.desk.queue.divisionId] : []),
    ...queued.map(({ queue }) => queue.divisionId),
    ...parts.map(({ agent }) => agent.user.divisionId),
  ];
  return [...new Set(all)];
}
