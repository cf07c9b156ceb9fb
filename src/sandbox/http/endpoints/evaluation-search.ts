import { z } from "zod";
import { isoTime } from "../../../base/index.ts";
import { type EvaluationRow, longestLag } from "../analytics/event-history.ts";
import { aboutInteraction } from "../analytics/interaction-summary.ts";
import type { Present } from "../api-context.ts";
import { evaluationDocument } from "../documents/evaluation.ts";
import { noParameters } from "../parameters.ts";
import { badRequest, notSimulated } from "../refusals.ts";
import { demandDepth } from "../request-limits.ts";
import { evaluationStanding, standingEvaluations } from "../response-state.ts";
import { type Criterion, criterion, meets, searchFacts } from "../search-criteria.ts";
import type { FoundEvaluation } from "../search-results.ts";
import { endpoint } from "./endpoint.ts";

const dates = ["conversationDate", "createdDate", "submittedDate", "releaseDate"] as const;

const searchBody = z.strictObject({
  query: z.array(criterion).min(1, "at least one criterion"),
  pageNumber: z.int().min(1),
  pageSize: z.int().min(0).max(100).default(0),
  sortBy: z.enum(dates).default("submittedDate"),
  sortOrder: z.enum(["ASC", "DESC"]).default("DESC"),
  systemSubmitted: z.boolean().default(false),
  aggregations: z.array(z.unknown()).nullish(),
});

/**
 * Every evaluation of the org that meets all criteria: human ones, or with `systemSubmitted` the machine's. There is no
 * total and no next link; whoever pages goes on until a page is empty.
 */
export const evaluationSearch = [
  endpoint({
    method: "POST",
    path: "/api/v2/quality/evaluations/search",
    permissions: { any: ["quality:evaluation:searchAny"] },
    query: noParameters,
    body: searchBody,
    answer: ({ body, present }) => {
      if (body.aggregations?.length) throw notSimulated("aggregations of the evaluation search");
      demandRange(body.query);
      const { pageNumber, pageSize, ...search } = body;
      demandDepth(pageNumber * pageSize, 10_000, present);
      const key = JSON.stringify(search);
      const found = present.searches.read(...rangeApart(search), present.now, () => find(search, present));
      const changedLast = body.sortBy === "submittedDate" && body.sortOrder === "ASC";
      const paging = { size: pageSize, number: pageNumber, search: key, changedLast };
      const { rows, total } = present.changingPage(found, paging);
      return {
        pageSize,
        pageNumber,
        total: present.plays("search-total") ? (pageSize === 0 ? 0 : total) : undefined,
        results: rows.flatMap((row) => item(row, present)),
      };
    },
  }),
];

type Search = Omit<z.infer<typeof searchBody>, "pageNumber" | "pageSize">;

/** A search without the beginning of the range that it sorts by, and that beginning. */
function rangeApart({ query, ...search }: Search): [name: string, from: string] {
  const range = query.find(({ type, field, operator }) => {
    return type === "DATE_RANGE" && field === search.sortBy && operator === "AND";
  });
  const others = query.map((each) => (each === range ? { ...each, startValue: null } : each));
  return [JSON.stringify({ ...search, query: others }), range?.startValue ?? ""];
}

/** All that meets the criteria, in the order that was asked for; only what is needed of it, since there may be very many. */
function find({ query, sortBy, sortOrder, systemSubmitted }: Search, present: Present): readonly FoundEvaluation[] {
  const fields = [sortBy, ...query.map(({ field }) => field)];
  const found: FoundEvaluation[] = [];
  for (const row of standingEvaluations(present, eventsIn(query, present))) {
    const { evaluation, interaction, standing } = row;
    if (standing.deleted && !present.plays("deleted-in-search")) continue;
    if (evaluation.systemSubmitted !== systemSubmitted) continue;
    const facts = searchFacts(row, present, fields);
    if (query.every((each) => meets(facts, each, present)))
      found.push({ id: evaluation.id, interactionId: interaction.id, key: facts[sortBy]?.[0] ?? "" });
  }
  found.sort((one, other) => one.key.localeCompare(other.key) || one.id.localeCompare(other.id));
  return sortOrder === "DESC" ? found.reverse() : found;
}

function item({ id, interactionId }: FoundEvaluation, present: Present) {
  const interaction = present.org.interaction(interactionId);
  const evaluation = interaction?.evaluations.find((one) => one.id === id);
  const standing = evaluation && evaluationStanding(evaluation, present.now, "time");
  if (!interaction || !standing) return [];
  return evaluationDocument(evaluation, aboutInteraction(interaction), standing, present, {
    names: { agent: false, evaluator: false },
    form: "reference",
    answers: present.plays("search-question-scores") ? "all" : "totals",
  });
}

/** Evaluations to which something happened in the range of an event's date; all, where only interactions' dates are asked for. */
function eventsIn(criteria: readonly Criterion[], { history, now }: Present): Iterable<EvaluationRow> {
  const range = criteria.find(
    ({ type, field, operator }) => type === "DATE_RANGE" && field !== "conversationDate" && operator === "AND",
  );
  const [from, to] = [range?.startValue, range?.endValue].map((value) => (value ? Date.parse(value) : undefined));
  return to === undefined ? history.evaluations(now) : history.evaluations(now, from, to + longestLag);
}

/** A time range is required, and may not be longer than three months. */
function demandRange(criteria: readonly Criterion[]): void {
  const ranges = criteria.filter(({ type, field }) => type === "DATE_RANGE" && dates.some((date) => date === field));
  if (ranges.length === 0) throw badRequest("query", "a DATE_RANGE criterion is required");
  for (const { startValue, endValue } of ranges) {
    if (startValue === undefined) throw badRequest("query.startValue", "required");
    if (endValue === undefined) throw badRequest("query.endValue", "required");
    const latest = new Date(startValue);
    latest.setUTCMonth(latest.getUTCMonth() + 3);
    if (endValue > isoTime(latest.getTime())) throw badRequest("query", "date range exceeds the maximum of 3 months");
    if (endValue < startValue) throw badRequest("query", "startValue after endValue");
  }
}
