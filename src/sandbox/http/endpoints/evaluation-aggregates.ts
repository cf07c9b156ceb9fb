import { isoTime } from "../../../base/index.ts";
import { aggregate, cutGroups } from "../analytics/aggregate.ts";
import { type AggregateQuery, aggregateBody, type Cube, timeBasis } from "../analytics/aggregate-query.ts";
import type { EvaluationEventRow } from "../analytics/event-history.ts";
import { assertTimeValues } from "../analytics/filters.ts";
import type { ApiContext } from "../api-context.ts";
import type { Lookup } from "../lookup.ts";
import { noParameters } from "../parameters.ts";
import { type EvaluationState, evaluationStateAt } from "../response-state.ts";
import { endpoint } from "./endpoint.ts";

interface Row extends EvaluationEventRow {
  readonly state: EvaluationState;
  readonly find: Lookup;
  /** The event at which one is counted. */
  readonly counts: "Finished" | "Pending";
}

const once = (happens: boolean): readonly number[] => (happens ? [1] : []);

function score({ event }: Row, value: number | null): readonly number[] {
  const scored = event.status === "Finished" || event.status === "Rescored";
  return scored && value !== null ? [Math.round(value)] : [];
}

/** An evaluation is counted when it is finished, and again under its own metric when it is rescored or deleted. */
const cube: Cube<Row> = {
  dimensions: {
    assigneeApplicable: () => false,
    assigneeId: () => null,
    calibrationId: ({ evaluation }) => evaluation.calibrationId,
    contextId: ({ evaluation, find }) => find.form(evaluation.formId)?.contextId,
    conversationId: ({ interaction }) => interaction.id,
    conversationStart: ({ interaction }) => isoTime(interaction.start),
    divisionId: ({ interaction }) => interaction.divisionIds,
    evaluationContextId: ({ evaluation }) => evaluation.contextId,
    evaluationCreatedDate: ({ state }) => isoTime(state.created),
    evaluationId: ({ evaluation }) => evaluation.id,
    evaluationReleaseDate: ({ state }) => (state.released === null ? null : isoTime(state.released)),
    evaluatorId: ({ evaluation }) => evaluation.evaluatorId,
    formId: ({ evaluation }) => evaluation.formId,
    mediaType: ({ interaction }) => interaction.mediaTypes[0],
    queueId: ({ evaluation }) => evaluation.queueId,
    released: ({ state }) => state.released !== null,
    rescored: ({ state }) => state.rescored,
    systemSubmitted: ({ evaluation }) => evaluation.systemSubmitted,
    teamId: ({ evaluation, find }) => find.user(evaluation.agentId)?.teamId,
    userId: ({ evaluation }) => evaluation.agentId,
  },
  filterOnly: ["conversationStart", "evaluationCreatedDate", "evaluationReleaseDate"],
  metrics: {
    nEvaluations: ({ event, counts }) => once(event.status === counts),
    nEvaluationsDeleted: ({ event }) => once(event.status === "Deleted"),
    nEvaluationsRescored: ({ event }) => once(event.status === "Rescored"),
    oTotalCriticalScore: (row) => score(row, row.evaluation.totalCriticalScore),
    oTotalScore: (row) => score(row, row.evaluation.totalScore),
  },
  times: {
    conversationStart: ({ interaction }) => interaction.start,
    evaluationCreatedDate: ({ state }) => state.created,
    evaluationReleaseDate: ({ state }) => state.released,
    eventTime: ({ event }) => event.eventTime,
  },
  defaultTime: "evaluationCreatedDate",
  start: ({ interaction }) => interaction.start,
  unsimulated: { fields: [], dimensions: [], metrics: [] },
};

export const evaluationAggregates = [
  endpoint({
    method: "POST",
    path: "/api/v2/analytics/evaluations/aggregates/query",
    permissions: { any: ["analytics:evaluationAggregate:view"] },
    query: noParameters,
    body: aggregateBody(cube),
    answer: ({ body, context }) => {
      assertTimeValues(body.filter ? [body.filter] : [], context);
      return cutGroups(aggregate(cube, body, rows(body, context), context), context);
    },
  }),
];

function* rows(query: AggregateQuery, context: ApiContext): Generator<Row> {
  const { history, heard, find } = context;
  const counts = context.hasVariant("counted-when-created") ? "Pending" : "Finished";
  const { from, to } =
    timeBasis(cube, query, context) === "eventTime" ? query.interval : { from: -Infinity, to: Infinity };
  for (const row of history.evaluationEvents(from, to, heard)) {
    if (find.hides(row.interaction)) continue;
    const state = evaluationStateAt(row.evaluation, heard, "eventTime");
    if (state) yield { ...row, state, find, counts };
  }
}
