import { day, hour, minute, second } from "../../../base/index.ts";
import type { SurveyEvent, SurveyStatus } from "../../model.ts";
import type { Random } from "../random.ts";
import { createTimeline } from "./timeline.ts";

export type Outcome = "finished" | "left" | "ignored" | "open" | "opted out" | "error";

export const webOutcomes: readonly (readonly [Outcome, number])[] = [
  ["finished", 44],
  ["left", 7],
  ["ignored", 36],
  ["open", 5],
  ["opted out", 4],
  ["error", 4],
];

export const voiceOutcomes: readonly (readonly [Outcome, number])[] = [
  ["finished", 82],
  ["left", 14],
  ["error", 4],
];

/** A sent survey that nobody finished expires. */
const lifetime = 45 * day;

/** An invitation by mail or message: sent soon after `ended`, finished not before `done`. */
export function webEvents(outcome: Outcome, ended: number, done: number, random: Random): SurveyEvent[] {
  const { add, events } = createTimeline<SurveyStatus>(random);
  const prepared = ended + random.int(2 * second, 40 * second);
  const sent = prepared + (random.chance(0.85) ? random.int(20 * second, 5 * minute) : random.int(hour, day));
  add("Pending", prepared);
  switch (outcome) {
    case "error":
      add("Error", prepared + random.int(second, 30 * second));
      break;
    case "opted out":
      add("Sent", sent).add("OptOut", sent + random.skewed(2 * hour, 1));
      break;
    case "open":
      add("Sent", sent);
      break;
    case "ignored":
      add("Sent", sent).add("Expired", sent + lifetime);
      break;
    case "left":
      add("Sent", sent)
        .add("InProgress", sent + answerDelay(random))
        .add("Expired", sent + lifetime);
      break;
    case "finished": {
      const finished = Math.max(sent + answerDelay(random), done + second);
      const begun = finished - Math.min(random.int(25 * second, 4 * minute), (finished - sent) / 2);
      add("Sent", sent).add("InProgress", Math.floor(begun)).add("Finished", finished);
      break;
    }
  }
  if (random.chance(0.02)) add("Deleted", (events.at(-1)?.time ?? sent) + random.int(hour, 20 * day));
  return events;
}

/** Asked at the end of the call itself, between `start` and `end`. Counted as finished when everybody is done. */
export function voiceEvents(outcome: Outcome, start: number, done: number, random: Random): SurveyEvent[] {
  const { add, events } = createTimeline<SurveyStatus>(random);
  add("Pending", start - 900);
  if (outcome === "error") add("Error", start);
  else add("InProgress", start);
  if (outcome === "finished") add("Finished", done + random.int(second, 5 * second));
  if (outcome === "left") add("Expired", done + hour);
  return events;
}

/** Most answer within hours, nearly all within two days, some after weeks; forty days at most. */
function answerDelay(random: Random): number {
  const kind = random.weighted([
    ["soon", 60],
    ["within two days", 31],
    ["late", 9],
  ] as const);
  if (kind === "soon") return Math.min(day, Math.max(2 * minute, random.skewed(40 * minute, 1.1)));
  if (kind === "within two days") return random.int(4 * hour, 2 * day);
  return Math.round(2 * day * 20 ** random.next());
}
