import { day as dayLength, minute } from "../../../base/index.ts";
import type { Survey, SurveyEvent } from "../../model.ts";
import { chooseDesk } from "../interaction/interaction-kinds.ts";
import { maxHandlingTime } from "../interaction/simulate-kind.ts";
import type { IsCandidate, Search, Slot, World } from "../world.ts";
import {
  type Course,
  expiry,
  maxDelayByPace,
  mayReach,
  type Outcome,
  type Pace,
  paces,
  voiceEvents,
  voiceOutcomes,
  webEvents,
  webOutcomes,
} from "./survey-events.ts";

/** The decisions about an interaction's surveys before the interaction is made. */
interface SurveyDraw {
  readonly web: Course;
  /** The voice survey that takes its place, where one can be asked. */
  readonly voice: Course | null;
  /** Of two policies that both want to ask, one sends and the other one's survey is an error; rarely both send. */
  readonly second: Course | null;
}

const askedShare = 0.45;

/** Null where the interaction gets no survey. */
function paceOf({ draws }: World, day: number, index: number): Pace | null {
  const drawn = draws.asked(day, index);
  if (drawn > askedShare) return null;
  let left = drawn / askedShare;
  for (const [pace, share] of paces) {
    left -= share;
    if (left < 0) return pace;
  }
  return null;
}

export function drawSurveys(world: World, { day, index }: Pick<Slot, "day" | "index">): SurveyDraw | null {
  const pace = paceOf(world, day, index);
  if (!pace) return null;
  const random = world.streams.surveys(day, index);
  const web: Course = { outcome: random.weighted(webOutcomes[pace]), pace };
  const voice: Course | null = random.chance(0.3) ? { outcome: random.weighted(voiceOutcomes), pace } : null;
  const second = random.weighted(seconds);
  return { web, voice, second: second && { outcome: second, pace } };
}

const seconds: readonly (readonly [Outcome | null, number])[] = [
  ["error", 6],
  ["finished", 3],
  [null, 91],
];

interface Occasion {
  readonly at: number;
  readonly type: Survey["type"];
  readonly course: Course;
  readonly ended: number;
  readonly done: number;
}

/** The events of the `at`-th survey, by a stream of their own: asked twice, they are the same. */
export function surveyEvents(
  { streams }: World,
  { day, index }: Pick<Slot, "day" | "index">,
  { at, type, course, ended, done }: Occasion,
): SurveyEvent[] {
  const random = streams.surveyEvents(day, index, at);
  return type === "Voice" ? voiceEvents(course.outcome, ended, done, random) : webEvents(course, ended, done, random);
}

/**
 * Returns which interactions may have surveys with such an event: some that have none, but all that have one. Null
 * where none of the day has.
 */
export function surveyCandidates(world: World, { day, from, to, startOf }: Search): IsCandidate | null {
  const [earliest, last] = [day * dayLength, (day + 1) * dayLength];
  const open = new Set(
    paces.map(([pace]) => pace).filter((pace) => earliest < to && inTime(pace, from - last, to - earliest)),
  );
  if (open.size === 0) return null;
  return (index) => {
    const pace = paceOf(world, day, index);
    if (!pace || !open.has(pace)) return false;
    const start = startOf(index);
    return start < to && inTime(pace, from - start, to - start) && maySurvey(world, { day, index, start }, from, to);
  };
}

/** Works out when events would be if the interaction took no time, and lets them move as far as the longest one takes. */
function maySurvey(world: World, slot: Slot, from: number, to: number): boolean {
  const drawn = drawSurveys(world, slot);
  if (!drawn) return false;
  const { start } = slot;
  const maxDelay = maxHandlingTime.email + margin;
  const near: SurveyEvent[] = [];
  const look = (at: number, type: Survey["type"], course: Course | null): void => {
    if (!course || !mayReach(course, from - start - maxDelay, to - start)) return;
    for (const event of surveyEvents(world, slot, { at, type, course, ended: start, done: start }))
      if (event.eventTime < to && event.eventTime + maxDelay >= from) near.push(event);
  };
  look(0, "Web", drawn.web);
  look(0, "Voice", drawn.voice);
  look(1, "Web", drawn.second);
  if (near.length === 0) return false;
  const { media } = chooseDesk(world, slot, world.streams.plan(slot.day, slot.index));
  return near.some(({ eventTime }) => eventTime + maxHandlingTime[media] + margin >= from);
}

/** For what follows the work: a voice survey, the lag of analytics. */
const margin = 5 * minute;

/** Whether the pace allows an event between `from` and `to` after an interaction's start. */
function inTime(pace: Pace, from: number, to: number): boolean {
  const end = maxDelayByPace[pace] + maxHandlingTime.email;
  if (from < end) return true;
  return pace === "expiring" && to > expiry && from < expiry + end;
}
