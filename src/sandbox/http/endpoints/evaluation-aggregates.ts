import { isoTime } from "../../../base/index.ts";
import { aggregate, aggregateBody, type Counted, type Metrics } from "../aggregate.ts";
import { evaluationDimensions, evaluationFilterDimensions } from "../dimensions.ts";
import { endpoint } from "../endpoint.ts";
import { factsOf } from "../facts.ts";
import type { EvaluationEventRow } from "../history.ts";
import { noParameters } from "../parameters.ts";
import type { Present } from "../present.ts";
import { evaluationStanding } from "../standing.ts";

const once = (happens: boolean): readonly number[] => (happens ? [1] : []);
const scored = ({ event }: EvaluationEventRow): boolean => event.status === "Finished" || event.status === "Rescored";
const score = (row: EvaluationEventRow, value: number | null): readonly number[] =>
  scored(row) && value !== null ? [Math.round(value)] : [];

/** An evaluation is counted when it is finished, and again under its own metric when it is scored anew or deleted. */
const metrics: Metrics<EvaluationEventRow> = {
  nEvaluations: ({ event }) => once(event.status === "Finished"),
  nEvaluationsDeleted: ({ event }) => once(event.status === "Deleted"),
  nEvaluationsRescored: ({ event }) => once(event.status === "Rescored"),
  oTotalCriticalScore: (row) => score(row, row.evaluation.totalCriticalScore),
  oTotalScore: (row) => score(row, row.evaluation.totalScore),
};

function* counted(
  present: Present,
  time: string | undefined,
  from: number,
  to: number,
): Iterable<Counted<EvaluationEventRow>> {
  const { history, now, find } = present;
  const everything = time !== "eventTime";
  for (const row of history.evaluationEvents(everything ? -Infinity : from, everything ? Infinity : to, now)) {
    const { interaction, evaluation, event } = row;
    const standing = evaluationStanding(evaluation, now, "eventTime");
    const at = {
      eventTime: event.eventTime,
      evaluationCreatedDate: standing?.created,
      evaluationReleaseDate: standing?.released,
      conversationStart: interaction.start,
    }[time ?? "conversationStart"];
    if (!standing || at === undefined || at === null || at < from || at >= to) continue;
    const facts = factsOf({
      assigneeApplicable: false,
      calibrationId: evaluation.calibrationId,
      contextId: find.form(evaluation.formId)?.contextId,
      conversationId: interaction.id,
      conversationStart: isoTime(interaction.start),
      divisionId: interaction.divisionIds,
      evaluationContextId: evaluation.contextId,
      evaluationCreatedDate: isoTime(standing.created),
      evaluationId: evaluation.id,
      evaluationReleaseDate: standing.released === null ? null : isoTime(standing.released),
      evaluatorId: evaluation.evaluatorId,
      formId: evaluation.formId,
      mediaType: interaction.mediaTypes,
      queueId: evaluation.queueId,
      released: standing.released !== null,
      rescored: standing.rescored,
      systemSubmitted: evaluation.systemSubmitted,
      teamId: find.user(evaluation.agentId)?.teamId,
      userId: evaluation.agentId,
    });
    yield { row, at, facts };
  }
}

export const evaluationAggregates = [
  endpoint({
    method: "POST",
    path: "/api/v2/analytics/evaluations/aggregates/query",
    permissions: { any: ["analytics:evaluationAggregate:view"] },
    query: noParameters,
    body: aggregateBody({
      groupBy: evaluationDimensions,
      filters: evaluationFilterDimensions,
      metrics: Object.keys(metrics),
      times: ["eventTime", "conversationStart", "evaluationCreatedDate", "evaluationReleaseDate"],
      unsimulated: [],
    }),
    answer: ({ body, present }) =>
      aggregate(body, counted(present, body.time, body.interval.from, body.interval.to), metrics, present),
  }),
];
