import { day as dayLength, isoTime, readMoment, refuseUnknownKeys } from "../../../base/index.ts";
import type { Interaction } from "../../model.ts";
import { divisionsOf } from "../interaction/interaction.ts";
import type { Plan } from "../interaction/interaction-kinds.ts";
import { recordTruth } from "../interaction/legs-and-credits.ts";
import { buildParticipants } from "../interaction/participants.ts";
import { simulate } from "../interaction/simulate-kind.ts";
import type { World } from "../world.ts";
import type { SandboxCase } from "./case.ts";
import { named, refuse } from "./case-errors.ts";
import { plantEvaluation } from "./evaluation.ts";
import { plantSurvey } from "./survey.ts";

/** Beyond what any day holds by itself (100,000), below what an id can carry (2^24). */
const firstIndex = 0xf00000;

/** The `at`-th case as an interaction: one agent answers and talks, as long as others do. */
export function plantInteraction(
  world: World,
  days: { readonly firstDay: number; readonly lastDay: number },
  wanted: SandboxCase,
  at: number,
): Interaction {
  const where = `cases[${at}]`;
  refuseUnknownKeys(wanted, where, ["start", "queue", "agent", "media", "survey", "evaluation"]);
  const start = readMoment(wanted.start, `${where}.start`);
  const day = Math.floor(start / dayLength);
  if (day < days.firstDay || day > days.lastDay)
    throw refuse(
      `${where}.start`,
      `${isoTime(start)} is on none of the org's days.`,
      `They are ${dateOf(days.firstDay)} to ${dateOf(days.lastDay)}, in UTC.`,
    );
  const slot = { day, index: firstIndex + at, start };
  const plan = planOf(where, world, day, wanted);
  const simulated = simulate(world, slot, plan, world.streams.play(day, slot.index));
  const [part] = simulated.parts;
  if (!part) throw new Error("An interaction of a single agent without one.");
  const { survey, evaluation } = wanted;
  return {
    id: world.ids.of("interaction", day, slot.index),
    start,
    end: simulated.end,
    direction: plan.direction,
    divisionIds: divisionsOf(simulated),
    participants: buildParticipants(world, slot, simulated),
    surveys: survey ? [plantSurvey(`${where}.survey`, world, slot, simulated, part, survey)] : [],
    evaluations: evaluation ? [plantEvaluation(`${where}.evaluation`, world, slot, simulated, part, evaluation)] : [],
    ...recordTruth(simulated),
    mayBeMissing: false,
  };
}

const dateOf = (day: number): string => isoTime(day * dayLength).slice(0, 10);

function planOf(where: string, { routing, people }: World, day: number, wanted: SandboxCase): Plan {
  const desk = named(`${where}.queue`, "queue", wanted.queue, routing.desks, ({ queue }) => queue.name);
  const { name } = desk.queue;
  if (desk.lastDay < day)
    throw refuse(
      `${where}.queue`,
      `${name} takes nothing after ${dateOf(desk.lastDay)}.`,
      "Choose another queue or an earlier start.",
    );
  const team = people.agents.filter(({ queues }) => queues.includes(name));
  const agent = named(`${where}.agent`, `agent on ${name}`, wanted.agent, team, ({ user }) => user.name);
  if (agent.lastDay < day)
    throw refuse(
      `${where}.agent`,
      `${agent.user.name} takes nothing after ${dateOf(agent.lastDay)}.`,
      "Choose another agent or an earlier start.",
    );
  const [usual] = desk.media;
  const media = named(`${where}.media`, `medium of ${name}`, wanted.media ?? usual ?? "voice", desk.media, String);
  return {
    ...{ media, direction: "inbound", shape: "single", desk, agent },
    ...{ second: { agent, desk }, listening: null, missed: [] },
  };
}
