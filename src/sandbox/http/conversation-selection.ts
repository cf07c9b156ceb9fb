import { z } from "zod";
import { day, type Interval } from "../../base/index.ts";
import type { Interaction } from "../model.ts";
import { detailDimensions, detailMetrics } from "./detail-dimensions.ts";
import { detailFacts } from "./detail-facts.ts";
import { demandInterval } from "./interval.ts";
import { filterOf, someSatisfies } from "./predicates.ts";
import type { Present } from "./present.ts";
import { notSimulated } from "./refusals.ts";

const parts = ["conversation", "segment", "evaluation", "survey"] as const;

const filters = (part: (typeof parts)[number]) =>
  z.array(filterOf(detailDimensions[part], detailMetrics[part])).nullish();

/** What the bodies of the details query and of a details job have in common. */
export const selectionFields = {
  interval: z.string().transform(demandInterval),
  conversationFilters: filters("conversation"),
  segmentFilters: filters("segment"),
  evaluationFilters: filters("evaluation"),
  surveyFilters: filters("survey"),
  resolutionFilters: z
    .array(z.unknown())
    .nullish()
    .transform((given) => {
      if (given?.length) throw notSimulated("resolution filters");
      return given;
    }),
  order: z.enum(["asc", "desc", "unordered"]).default("asc"),
  orderBy: z.enum(["conversationStart", "conversationEnd", "segmentStart", "segmentEnd"]).default("conversationStart"),
};

const selection = z.strictObject(selectionFields);

export type Selection = z.infer<typeof selection>;

const filtersOf = (selection: Selection, part: (typeof parts)[number]) => selection[`${part}Filters`] ?? [];

export const hasFilters = (selection: Selection): boolean =>
  parts.some((part) => filtersOf(selection, part).length > 0);

/** Interactions that analytics has and that started on a UTC day which the interval touches, by day. */
export function startedOnDaysOf(interval: Interval, { org, now, missing }: Present): Interaction[] {
  const found: Interaction[] = [];
  const last = Math.min(Math.ceil(interval.to / day) - 1, org.lastDay, Math.floor(now / day));
  for (let each = Math.max(Math.floor(interval.from / day), org.firstDay); each <= last; each += 1)
    found.push(...org.day(each).filter((interaction) => interaction.start <= now && !missing(interaction)));
  return found;
}

/** No interaction of the sandbox lasts longer: a message stands open for some three days. */
export const longestInteraction = 7 * day;

/** Interactions that analytics has and any moment of which lies in the interval. */
export const overlapping = ({ from, to }: Interval, present: Present): Interaction[] =>
  startedOnDaysOf({ from: from - longestInteraction, to }, present).filter(
    ({ start, end }) => start < to && (end === null || end >= from),
  );

/** Those that every filter wants, in order. */
export function select(found: readonly Interaction[], selection: Selection, present: Present): readonly Interaction[] {
  const wanted = found.filter((interaction) =>
    parts.every((part) => {
      const own = filtersOf(selection, part);
      return own.length === 0 || someSatisfies(detailFacts[part](interaction, present), own);
    }),
  );
  const { order, orderBy } = selection;
  if (order === "unordered") return wanted;
  const keys = new Map(wanted.map((interaction) => [interaction, timeOf(interaction, orderBy)]));
  const direction = order === "asc" ? 1 : -1;
  return wanted.sort(
    (one, other) => direction * ((keys.get(one) ?? 0) - (keys.get(other) ?? 0) || one.id.localeCompare(other.id)),
  );
}

function timeOf({ start, end, participants }: Interaction, orderBy: Selection["orderBy"]): number {
  if (orderBy === "conversationStart") return start;
  if (orderBy === "conversationEnd") return end ?? Number.MAX_SAFE_INTEGER;
  const segments = participants.flatMap(({ sessions }) => sessions.flatMap((session) => session.segments));
  return orderBy === "segmentStart"
    ? Math.min(...segments.map((segment) => segment.start))
    : Math.max(...segments.map((segment) => segment.end ?? Number.MAX_SAFE_INTEGER));
}
