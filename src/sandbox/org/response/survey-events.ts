import { day, hour, minute, second } from "../../../base/index.ts";
import type { SurveyEvent, SurveyStatus } from "../../model.ts";
import type { Random } from "../random.ts";
import { EventList } from "./event-list.ts";

export type Outcome = "finished" | "left" | "ignored" | "open" | "opted out" | "error";

/**
 * How a survey's events spread over time: over within days; begun and then forgotten until it expires; or anything,
 * whenever it likes. The pace is known before all else, so that an event is found without looking at every survey.
 */
export type Pace = "quick" | "expiring" | "wandering";

export const paces: readonly (readonly [Pace, number])[] = [
  ["quick", 0.53],
  ["expiring", 0.41],
  ["wandering", 0.06],
];

export const webOutcomes: Readonly<Record<Pace, readonly (readonly [Outcome, number])[]>> = {
  quick: [
    ["finished", 40],
    ["open", 5],
    ["opted out", 4],
    ["error", 4],
  ],
  expiring: [
    ["left", 7],
    ["ignored", 34],
  ],
  wandering: [
    ["finished", 4],
    ["left", 1],
    ["ignored", 1],
  ],
};

export const voiceOutcomes: readonly (readonly [Outcome, number])[] = [
  ["finished", 82],
  ["left", 14],
  ["error", 4],
];

/** A sent survey that nobody finished expires; some customers are reminded, and answer later than that. */
const lifetime = 45 * day;
const maxAnswerDelay = 60 * day;

/** Events come within this after everybody was done; an expiring survey's last one that long after the others. */
export const maxDelayByPace: Readonly<Record<Pace, number>> = {
  quick: 4 * day,
  expiring: 4 * day,
  wandering: maxAnswerDelay + 22 * day,
};
export const expiry = lifetime;

export interface Course {
  readonly outcome: Outcome;
  readonly pace: Pace;
}

/** Sent within a day as a rule or never, and answered within two. */
const maxEventDelay: Readonly<Record<Outcome, number>> = {
  error: hour,
  open: 2 * day,
  ignored: 2 * day,
  "opted out": 4 * day,
  left: 4 * day,
  finished: 4 * day,
};

/** Whether a course can have an event between `from` and `to` after everybody was done; where it cannot, none is drawn. */
export function mayReach({ outcome, pace }: Course, from: number, to: number): boolean {
  if (pace === "wandering" || from < maxEventDelay[outcome]) return true;
  const expires = outcome === "left" || outcome === "ignored";
  return expires && from < lifetime + 2 * day && to > lifetime;
}

/**
 * An invitation by mail or message: sent soon after `ended`, finished not before `done`. The draws do not depend on the
 * two times, and no event comes sooner when they are later.
 */
export function webEvents({ outcome, pace }: Course, ended: number, done: number, random: Random): SurveyEvent[] {
  const history = new EventList<SurveyStatus>(random);
  const prepared = ended + random.int(2 * second, 40 * second);
  const sent = prepared + (random.chance(0.85) ? random.int(20 * second, 5 * minute) : random.int(hour, day));
  history.add("Pending", prepared);
  switch (outcome) {
    case "error":
      history.add("Error", prepared + random.int(second, 30 * second));
      break;
    case "opted out":
      history.add("Sent", sent).add("OptOut", sent + Math.min(2 * day, random.skewed(2 * hour, 1)));
      break;
    case "open":
      history.add("Sent", sent);
      break;
    case "ignored":
      history.add("Sent", sent).add("Expired", sent + lifetime);
      break;
    case "left":
      history
        .add("Sent", sent)
        .add("InProgress", sent + answerDelay("quick", random))
        .add("Expired", sent + lifetime);
      break;
    case "finished": {
      const finished = Math.max(sent + answerDelay(pace, random), done + second);
      const begun = finished - Math.min(random.int(25 * second, 4 * minute), (finished - sent) / 2);
      history.add("Sent", sent).add("InProgress", Math.floor(begun)).add("Finished", finished);
      break;
    }
  }
  if (pace === "wandering" && random.chance(0.4))
    history.add("Deleted", (history.events.at(-1)?.time ?? sent) + random.int(hour, 20 * day));
  return history.events;
}

/** Asked from `start` on, at the end of the call itself. Counted as finished when everybody is done. */
export function voiceEvents(outcome: Outcome, start: number, done: number, random: Random): SurveyEvent[] {
  const history = new EventList<SurveyStatus>(random);
  history.add("Pending", start - 900);
  if (outcome === "error") history.add("Error", start);
  else history.add("InProgress", start);
  if (outcome === "finished") history.add("Finished", done + random.int(second, 5 * second));
  if (outcome === "left") history.add("Expired", done + hour);
  return history.events;
}

/** Most answer within hours, nearly all within two days, some after weeks, the last after sixty days. */
function answerDelay(pace: Pace, random: Random): number {
  if (pace === "wandering") return Math.round(2 * day * (maxAnswerDelay / (2 * day)) ** random.next());
  return random.chance(0.65)
    ? Math.min(day, Math.max(2 * minute, random.skewed(40 * minute, 1.1)))
    : random.int(4 * hour, 2 * day);
}
