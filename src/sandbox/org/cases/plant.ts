import { day as dayLength } from "../../../base/index.ts";
import type { Interaction, Org } from "../../model.ts";
import type { World } from "../world.ts";
import type { SandboxCase } from "./case.ts";
import { plantInteraction } from "./interaction.ts";

/**
 * The same org with interactions of one's own among the others, by start; every way to an interaction leads to them too.
 * Days without any are left as they are.
 */
export function plantCases(world: World, org: Org, cases: readonly SandboxCase[]): Org {
  if (cases.length === 0) return org;
  const planted = cases.map((each, at) => plantInteraction(world, org, each, at));
  const byStart = planted.toSorted((a, b) => a.start - b.start);
  const byId = new Map(planted.map((one) => [one.id, one]));
  const surveys = new Map(
    planted.flatMap((one) => one.surveys.map((survey) => [survey.id, { survey, interaction: one }])),
  );
  const evaluations = new Map(
    planted.flatMap((one) => one.evaluations.map((evaluation) => [evaluation.id, { evaluation, interaction: one }])),
  );
  const days = seatsByDay(org, byStart);
  /** A planted one, or the place of another among its own kind. */
  const seat = (day: number, index: number): Interaction | number => {
    const seats = days.get(day) ?? [];
    const before = countOf(seats.length, (at) => (seats[at]?.at ?? 0) < index);
    const here = seats[before];
    return here?.at === index ? here.interaction : index - before;
  };
  const by = <Of>(day: number, index: number, own: (one: Interaction) => Of, others: (index: number) => Of): Of => {
    const found = seat(day, index);
    return typeof found === "number" ? others(found) : own(found);
  };
  return {
    ...org,
    cases: planted.map(({ id, surveys: [survey], evaluations: [evaluation] }) => ({
      interactionId: id,
      surveyId: survey?.id ?? null,
      evaluationId: evaluation?.id ?? null,
    })),
    count: (day) => org.count(day) + (days.get(day)?.length ?? 0),
    start: (day, index) =>
      by(
        day,
        index,
        ({ start }) => start,
        (other) => org.start(day, other),
      ),
    at: (day, index) =>
      by(
        day,
        index,
        (own) => own,
        (other) => org.at(day, other),
      ),
    mayBeMissing: (day, index) =>
      by(
        day,
        index,
        () => false,
        (other) => org.mayBeMissing(day, other),
      ),
    day: (day) =>
      merged(
        org.day(day),
        (days.get(day) ?? []).map(({ interaction }) => interaction),
      ),
    withSurveys: (from, to) =>
      merged(
        org.withSurveys(from, to),
        byStart.filter(({ start }) => start < to),
      ),
    withEvaluations: (from, to) =>
      merged(
        org.withEvaluations(from, to),
        byStart.filter(({ start }) => start < to),
      ),
    interaction: (id) => byId.get(id) ?? org.interaction(id),
    survey: (id) => surveys.get(id) ?? org.survey(id),
    evaluation: (id) => evaluations.get(id) ?? org.evaluation(id),
  };
}

interface Seat {
  /** Its place among all of the day. */
  readonly at: number;
  readonly interaction: Interaction;
}

function seatsByDay(org: Org, byStart: readonly Interaction[]): ReadonlyMap<number, readonly Seat[]> {
  const days = new Map<number, Seat[]>();
  for (const interaction of byStart) {
    const day = Math.floor(interaction.start / dayLength);
    const seats = days.get(day) ?? [];
    const before = countOf(org.count(day), (index) => org.start(day, index) <= interaction.start);
    seats.push({ at: before + seats.length, interaction });
    days.set(day, seats);
  }
  return days;
}

/** How many of the first `all` satisfy `isSo`, where those that do come first (binary search). */
function countOf(all: number, isSo: (at: number) => boolean): number {
  let [low, high] = [0, all];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isSo(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function* merged(others: Iterable<Interaction>, own: readonly Interaction[]): Iterable<Interaction> {
  let next = 0;
  for (const other of others) {
    for (let one = own[next]; one && one.start < other.start; one = own[next]) {
      yield one;
      next++;
    }
    yield other;
  }
  yield* own.slice(next);
}
