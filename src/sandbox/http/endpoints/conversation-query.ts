import { z } from "zod";
import { day } from "../../../base/index.ts";
import type { Interaction } from "../../model.ts";
import { detailDimensions, detailMetrics } from "../detail-dimensions.ts";
import { detailFacts } from "../detail-facts.ts";
import { endpoint } from "../endpoint.ts";
import { demandInterval } from "../interval.ts";
import { noParameters } from "../parameters.ts";
import { filterOf, someSatisfies } from "../predicates.ts";
import type { Present } from "../present.ts";
import { badRequest, notSimulated } from "../refusals.ts";
import { conversationDocument } from "../wire/conversation.ts";

const filters = (part: keyof typeof detailDimensions) =>
  z.array(filterOf(detailDimensions[part], detailMetrics[part])).nullish();

const queryBody = z.strictObject({
  interval: z.string().transform(demandInterval),
  conversationFilters: filters("conversation"),
  segmentFilters: filters("segment"),
  evaluationFilters: filters("evaluation"),
  surveyFilters: filters("survey"),
  resolutionFilters: z.array(z.unknown()).nullish(),
  order: z.enum(["asc", "desc", "unordered"]).default("asc"),
  orderBy: z.enum(["conversationStart", "conversationEnd", "segmentStart", "segmentEnd"]).default("conversationStart"),
  aggregations: z.array(z.unknown()).nullish(),
  paging: z.strictObject({ pageSize: z.int().min(1).max(100), pageNumber: z.int().min(1) }).nullish(),
});

type Body = z.infer<typeof queryBody>;

/**
 * The synchronous details query: interactions that *started* on a UTC day which the interval touches, whenever they
 * ended. 7 days at most, 31 with any filter.
 */
export const conversationQuery = [
  endpoint({
    method: "POST",
    path: "/api/v2/analytics/conversations/details/query",
    permissions: { any: ["analytics:conversationDetail:view", "analytics:agentConversationDetail:view"] },
    query: noParameters,
    body: queryBody,
    answer: ({ body, present }) => {
      if (body.aggregations?.length) throw notSimulated("aggregations of the details query");
      if (body.resolutionFilters?.length) throw notSimulated("resolution filters");
      demandLength(body);
      const { pageSize, pageNumber } = body.paging ?? { pageSize: 25, pageNumber: 1 };
      const found = startedOnDaysOf(body, present).filter((interaction) => selected(interaction, body, present));
      const { rows, total } = present.paged(inOrder(found, body), pageSize, pageNumber);
      const conversations = rows.map((interaction) => conversationDocument(interaction, present));
      const empty = conversations.length === 0 && !present.plays("empty-conversations");
      return { conversations: empty ? undefined : conversations, totalHits: total };
    },
  }),
];

const parts = ["conversation", "segment", "evaluation", "survey"] as const;

const filtersOf = (body: Body, part: (typeof parts)[number]) => body[`${part}Filters`] ?? [];

function demandLength(body: Body): void {
  const days = (body.interval.to - body.interval.from) / day;
  const most = parts.some((part) => filtersOf(body, part).length > 0) ? 31 : 7;
  if (days > most) throw badRequest("interval", `longer than ${most} days`);
}

function startedOnDaysOf({ interval }: Body, present: Present): Interaction[] {
  const { org, now, missing } = present;
  const found: Interaction[] = [];
  const last = Math.min(Math.ceil(interval.to / day) - 1, org.lastDay, Math.floor(now / day));
  for (let each = Math.max(Math.floor(interval.from / day), org.firstDay); each <= last; each += 1)
    found.push(...org.day(each).filter((interaction) => interaction.start <= now && !missing(interaction)));
  return found;
}

function selected(interaction: Interaction, body: Body, present: Present): boolean {
  return parts.every((part) => {
    const wanted = filtersOf(body, part);
    return wanted.length === 0 || someSatisfies(detailFacts[part](interaction, present), wanted);
  });
}

function inOrder(found: readonly Interaction[], { order, orderBy }: Body): readonly Interaction[] {
  if (order === "unordered") return found;
  const keys = new Map(found.map((interaction) => [interaction, timeOf(interaction, orderBy)]));
  const direction = order === "asc" ? 1 : -1;
  return found.toSorted(
    (one, other) => direction * ((keys.get(one) ?? 0) - (keys.get(other) ?? 0) || one.id.localeCompare(other.id)),
  );
}

function timeOf(interaction: Interaction, orderBy: Body["orderBy"]): number {
  if (orderBy === "conversationStart") return interaction.start;
  if (orderBy === "conversationEnd") return interaction.end ?? Number.MAX_SAFE_INTEGER;
  const segments = interaction.participants.flatMap(({ sessions }) => sessions.flatMap(({ segments }) => segments));
  return orderBy === "segmentStart"
    ? Math.min(...segments.map(({ start }) => start))
    : Math.max(...segments.map(({ end }) => end ?? Number.MAX_SAFE_INTEGER));
}
