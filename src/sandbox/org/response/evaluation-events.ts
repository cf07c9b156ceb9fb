import { day, hour, minute, second } from "../../../base/index.ts";
import type { EvaluationEvent } from "../../model.ts";
import type { Random } from "../random.ts";
import { EventList } from "./event-list.ts";

/** What becomes of an evaluation. */
export type EvaluationOutcome =
  | "released"
  | "scheduled" // released on a date that was set when it was submitted, days or weeks ahead
  | "unreleased" // finished; released weeks later or not at all
  | "never released"
  | "pending"
  | "in progress"
  | "in review"
  | "rescored" // in place: the same evaluation, submitted again
  | "revised" // retracted, and a new version takes its place
  | "deleted"
  | "calibration" // two training copies
  | "by machine"; // submitted by the Virtual Supervisor

const outcomes: readonly (readonly [EvaluationOutcome, number])[] = [
  ["released", 31],
  ["unreleased", 8],
  ["never released", 5],
  ["pending", 6],
  ["in progress", 5],
  ["in review", 3],
  ["rescored", 5],
  ["revised", 6],
  ["deleted", 4],
  ["calibration", 4],
  ["by machine", 9],
];

type Status = EvaluationEvent["status"];

/** What becomes of an interaction's evaluation and when: one list of events for each that there will be. */
export interface EvaluationCourse {
  readonly outcome: EvaluationOutcome;
  readonly histories: readonly (readonly EvaluationEvent[])[];
}

/**
 * The draws do not depend on `done`: with a later one, everything comes later by as much. Whether its release is
 * scheduled is decided before: only scheduled releases come so long after.
 */
export function evaluationCourse(done: number, scheduled: boolean, random: Random): EvaluationCourse {
  const outcome = scheduled ? "scheduled" : random.weighted(outcomes);
  const events = evaluationEvents(outcome, done, random);
  if (outcome === "calibration") return { outcome, histories: [events, evaluationEvents(outcome, done, random)] };
  if (outcome !== "revised") return { outcome, histories: [events] };
  const { old, next } = revise(events, random);
  return { outcome, histories: [old, next] };
}

/** The longest delay of a scheduled release (Genesys' announcement of scheduled releases, forum 5703). */
export const maxReleaseDelay = 45 * day;

/** From the end of an interaction to the last event of its evaluations, at most. */
export const maxEvaluationSpan = { scheduled: maxReleaseDelay + 9 * day, others: 40 * day };

/** The date of its release, where that was settled with the submission. */
export const scheduledRelease = (outcome: EvaluationOutcome, events: readonly EvaluationEvent[]): number | null =>
  outcome === "scheduled" ? (events.find(({ status }) => status === "Released")?.time ?? null) : null;

/**
 * The events of an evaluation assigned after `done`. The submitted date is the time of the *last* Finished: rescoring in
 * place submits again.
 */
function evaluationEvents(outcome: EvaluationOutcome, done: number, random: Random): EvaluationEvent[] {
  const history = new EventList<Status>(random);
  const soon = outcome === "by machine";
  history.add("Pending", done + (soon ? random.int(10 * minute, 2 * hour) : random.int(minute, 2 * day)));
  if (outcome === "pending") return history.events;
  if (!soon) history.add("InProgress", history.last + random.int(hour, 6 * day));
  if (outcome === "in progress") return history.events;
  history.add(
    "Finished",
    history.last + (soon ? random.int(20 * second, minute) : random.int(3 * minute, 25 * minute)),
  );
  if (outcome === "never released") return history.events;
  if (outcome === "unreleased")
    return random.chance(0.5)
      ? history.events
      : history.add("Released", history.last + random.int(10 * day, 25 * day)).events;
  if (outcome === "scheduled") return history.add("Released", history.last + random.int(day, maxReleaseDelay)).events;
  history.add("Released", history.last + (random.chance(0.4) || soon ? second : random.int(minute, 2 * day)));
  if (outcome === "in review") history.add("InReview", history.last + random.int(hour, 3 * day));
  if (outcome === "deleted") history.add("Deleted", history.last + random.int(hour, 9 * day));
  if (outcome === "rescored")
    history.add("Rescored", history.last + random.int(hour, 9 * day)).add("Finished", history.last + second);
  return history.events;
}

/** The old version's end and the new one's whole life: submitted at `resubmitted`, released at once. */
function revise(old: readonly EvaluationEvent[], random: Random) {
  const resubmitted = (old.at(-1)?.time ?? 0) + random.int(hour, 9 * day);
  const next = new EventList<Status>(random)
    .add("Pending", resubmitted - 20 * minute)
    .add("InProgress", resubmitted - 15 * minute)
    .add("Finished", resubmitted)
    .add("Released", resubmitted + 2 * second);
  const retracted = resubmitted + second;
  return {
    old: [...old, { status: "Retracted" as const, time: retracted, eventTime: retracted + 700 }],
    next: next.events,
  };
}
