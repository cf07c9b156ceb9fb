import type { Filter, Predicate } from "./analytics/filters.ts";
import type { Present } from "./api-context.ts";
import { badRequest } from "./refusals.ts";

/** Dimensions of filters that are times. How a value of theirs is written is not documented. */
const times = [
  ...["conversationStart", "conversationEnd", "segmentEnd", "eventTime", "surveyCompletedDate", "surveyCreatedDate"],
  ...["evaluationCreatedDate", "evaluationReleaseDate"],
];

/** Refuses times that are written the other way: as an interval, or as a range of milliseconds since 1970. */
export function demandTimeValues(filters: Iterable<Filter>, { plays }: Pick<Present, "plays">): void {
  const asRange = plays("time-ranges");
  for (const { dimension, range, value } of predicatesOf(filters)) {
    if (!dimension || !times.includes(dimension)) continue;
    if (asRange && value != null) throw badRequest(dimension, "compared with a range of milliseconds");
    if (!asRange && range != null) throw badRequest(dimension, "compared with an interval");
  }
}

const predicatesOf = (filters: Iterable<Filter>): Predicate[] =>
  [...filters].flatMap(({ predicates, clauses }) => [
    ...(predicates ?? []),
    ...(clauses ?? []).flatMap((clause) => clause.predicates),
  ]);
