import { day, type Interval } from "../../../base/index.ts";
import type { Interaction, Org } from "../../model.ts";
import type { ApiContext } from "../api-context.ts";
import { detailFacts } from "./detail-facts.ts";
import { someSatisfies } from "./filters.ts";
import { filtersOf, hasFilters, parts, type Selection } from "./selection.ts";

/**
 * The day and the place in it of an interaction that has begun and is not made yet, as one number: a busy day has 100,000,
 * and a list of numbers costs a tenth of the time and memory of anything else.
 */
type Begun = number;

const places = 2 ** 24;

export const interactionOf = (begun: Begun, { org }: ApiContext): Interaction =>
  org.at(Math.floor(begun / places), begun % places);

/** Interactions that analytics has and that started on a UTC day which the interval touches, by start. */
export function startedOnDaysOf(interval: Interval, { org, now, find }: ApiContext): Begun[] {
  const found: Begun[] = [];
  const missing = org.switches.has("missing-interactions") ? org.mayBeMissing : () => false;
  const hidden = org.switches.has("hidden-divisions")
    ? (on: number, index: number) => find.hides(org.at(on, index))
    : () => false;
  const last = Math.min(Math.ceil(interval.to / day) - 1, org.lastDay, Math.floor(now / day));
  for (let each = Math.max(Math.floor(interval.from / day), org.firstDay); each <= last; each += 1) {
    const begun = begunBy(now, each, org);
    for (let index = 0; index < begun; index += 1)
      if (!missing(each, index) && !hidden(each, index)) found.push(each * places + index);
  }
  return found;
}

/** How many of a day have begun. */
function begunBy(now: number, on: number, org: Org): number {
  let [low, high] = [0, org.count(on)];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (org.start(on, middle) <= now) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** No interaction of the sandbox lasts longer: a message stays open for some three days. */
export const maxInteractionLength = 7 * day;

/** Those that every filter wants, in order. Only what filters or an order look at is made. */
export function select(found: Iterable<Begun>, selection: Selection, context: ApiContext): readonly Begun[] {
  const { order, orderBy } = selection;
  const wanted = hasFilters(selection) ? [...wantedOf(found, selection, context)] : [...found];
  if (order === "unordered") return wanted;
  if (orderBy === "conversationStart") return order === "asc" ? wanted : wanted.reverse();
  const direction = order === "asc" ? 1 : -1;
  return wanted
    .map((begun) => ({ begun, key: timeOf(interactionOf(begun, context), orderBy) }))
    .sort((one, other) => direction * (one.key - other.key))
    .map(({ begun }) => begun);
}

function* wantedOf(found: Iterable<Begun>, selection: Selection, context: ApiContext): Iterable<Begun> {
  for (const begun of found) {
    const interaction = interactionOf(begun, context);
    const wanted = parts.every((part) => {
      const own = filtersOf(selection, part);
      return own.length === 0 || someSatisfies(detailFacts[part](interaction, context), own);
    });
    if (wanted) yield begun;
  }
}

function timeOf({ start, end, participants }: Interaction, orderBy: Selection["orderBy"]): number {
  if (orderBy === "conversationStart") return start;
  if (orderBy === "conversationEnd") return end ?? Number.MAX_SAFE_INTEGER;
  const segments = participants.flatMap(({ sessions }) => sessions.flatMap((session) => session.segments));
  return orderBy === "segmentStart"
    ? Math.min(...segments.map((segment) => segment.start))
    : Math.max(...segments.map((segment) => segment.end ?? Number.MAX_SAFE_INTEGER));
}
