import { DateTime } from "luxon";
import { z } from "zod";
import { isoTime } from "../../../base/index.ts";
import { type EvaluationRow, maxAnalyticsLag } from "../analytics/event-history.ts";
import { summarize } from "../analytics/interaction-summary.ts";
import type { ApiContext } from "../api-context.ts";
import { evaluationDocument } from "../documents/evaluation.ts";
import { noParameters } from "../parameters.ts";
import { badRequest, notSimulated } from "../refusals.ts";
import { assertDepth } from "../request-limits.ts";
import { evaluationStateAt, evaluationsWithState } from "../response-state.ts";
import { type Criterion, criterion, meets, searchFacts } from "../search-criteria.ts";
import { askedQuestion, effectiveCriteria, isQuestionField, questionFacts } from "../search-questions.ts";
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
 * total and no next link; the last page is an empty one.
 */
export const evaluationSearch = [
  endpoint({
    method: "POST",
    path: "/api/v2/quality/evaluations/search",
    permissions: { any: ["quality:evaluation:searchAny"] },
    query: noParameters,
    body: searchBody,
    answer: ({ body, context }) => {
      if (body.aggregations?.length) throw notSimulated("aggregations of the evaluation search");
      assertDateRange(body.query);
      const { pageNumber, pageSize, ...search } = body;
      assertDepth(pageNumber * pageSize, 10_000, context);
      const key = JSON.stringify(search);
      const questionId = askedQuestion(search.query, context);
      const wanted = { ...search, questionId, query: effectiveCriteria(search.query, context) };
      const found = context.searches.read(...splitRange(search), context.now, () => find(wanted, context));
      const changedLast = body.sortBy === "submittedDate" && body.sortOrder === "ASC";
      const paging = { size: pageSize, number: pageNumber, search: key, changedLast };
      const { rows, total } = context.changingPage(found, paging);
      const results = rows.flatMap((row) => item(row, context));
      const isAbsent = results.length === 0 && context.hasVariant("absent-search-results");
      return {
        pageSize,
        pageNumber,
        total: context.hasVariant("search-total") ? (pageSize === 0 ? 0 : total) : undefined,
        results: isAbsent ? undefined : results,
      };
    },
  }),
];

type Search = Omit<z.infer<typeof searchBody>, "pageNumber" | "pageSize">;

/** A search without the beginning of the range that it sorts by, and that beginning. */
function splitRange({ query, ...search }: Search): [name: string, from: string] {
  const range = query.find(({ type, field, operator }) => {
    return type === "DATE_RANGE" && field === search.sortBy && operator === "AND";
  });
  const others = query.map((each) => (each === range ? { ...each, startValue: null } : each));
  return [JSON.stringify({ ...search, query: others }), range?.startValue ?? ""];
}

interface WantedEvaluations extends Omit<Search, "query"> {
  readonly query: readonly Criterion[];
  readonly questionId: string | null;
}

/** The evaluations that meet all criteria, in the requested order; ids alone, since there may be very many. */
function find(search: WantedEvaluations, context: ApiContext): readonly FoundEvaluation[] {
  const { query, questionId, sortBy, sortOrder, systemSubmitted } = search;
  const onQuestion = query.filter(({ field }) => isQuestionField(field));
  const others = query.filter(({ field }) => !isQuestionField(field));
  const fields = [sortBy, ...others.map(({ field }) => field)];
  const found: FoundEvaluation[] = [];
  for (const row of evaluationsWithState(context, eventsIn(query, context))) {
    const { evaluation, interaction, state } = row;
    if (state.deleted && !context.hasVariant("deleted-in-search")) continue;
    if (evaluation.systemSubmitted !== systemSubmitted) continue;
    const facts = searchFacts(row, context, fields);
    if (!others.every((each) => meets(facts, each, context))) continue;
    const answered = questionId === null ? {} : questionFacts(row, questionId, context);
    if (onQuestion.every((each) => meets(answered, each, context)))
      found.push({ id: evaluation.id, interactionId: interaction.id, key: facts[sortBy]?.[0] ?? "" });
  }
  found.sort((one, other) => one.key.localeCompare(other.key) || one.id.localeCompare(other.id));
  return sortOrder === "DESC" ? found.reverse() : found;
}

function item({ id, interactionId }: FoundEvaluation, context: ApiContext) {
  const interaction = context.org.interaction(interactionId);
  const evaluation = interaction?.evaluations.find((one) => one.id === id);
  const state = evaluation && evaluationStateAt(evaluation, context.now, "time");
  if (!interaction || !state) return [];
  return evaluationDocument(evaluation, summarize(interaction), state, context, {
    names: { agent: false, evaluator: false },
    form: "reference",
    answers: context.hasVariant("search-question-scores") ? "all" : "totals",
  });
}

/** Evaluations to which something happened in the range of an event's date; all, where only interactions' dates are asked for. */
function eventsIn(criteria: readonly Criterion[], { history, now }: ApiContext): Iterable<EvaluationRow> {
  const range = criteria.find(
    ({ type, field, operator }) => type === "DATE_RANGE" && field !== "conversationDate" && operator === "AND",
  );
  const [from, to] = [range?.startValue, range?.endValue].map((value) => (value ? Date.parse(value) : undefined));
  return to === undefined ? history.evaluations(now) : history.evaluations(now, from, to + maxAnalyticsLag);
}

/** A time range is required, and may not be longer than three months. */
function assertDateRange(criteria: readonly Criterion[]): void {
  const ranges = criteria.filter(({ type, field }) => type === "DATE_RANGE" && dates.some((date) => date === field));
  if (ranges.length === 0) throw badRequest("query", "a DATE_RANGE criterion is required");
  for (const { startValue, endValue } of ranges) {
    if (startValue === undefined) throw badRequest("query.startValue", "required");
    if (endValue === undefined) throw badRequest("query.endValue", "required");
    const latest = DateTime.fromISO(startValue, { zone: "utc" }).plus({ months: 3 });
    if (endValue > isoTime(latest.toMillis())) throw badRequest("query", "date range exceeds the maximum of 3 months");
    if (endValue < startValue) throw badRequest("query", "startValue after endValue");
  }
}
