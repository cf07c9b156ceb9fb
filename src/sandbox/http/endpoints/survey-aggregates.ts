import { isoTime } from "../../../base/index.ts";
import { aggregate, aggregateBody, type Counted, type Metrics } from "../aggregate.ts";
import { surveyDimensions, surveyFilterDimensions } from "../dimensions.ts";
import { endpoint } from "../endpoint.ts";
import { factsOf } from "../facts.ts";
import type { SurveyEventRow } from "../history.ts";
import type { Lookup } from "../lookup.ts";
import { noParameters } from "../parameters.ts";
import type { Present } from "../present.ts";

const once = (happens: boolean): readonly number[] => (happens ? [1] : []);
const finished = ({ event }: SurveyEventRow): boolean => event.status === "Finished";
const npsOf = ({ survey }: SurveyEventRow): number | null =>
  survey.answers.find(({ nps }) => nps !== null)?.nps ?? null;

function npsWithin(row: SurveyEventRow, low: number, high: number): readonly number[] {
  const nps = npsOf(row);
  return once(finished(row) && nps !== null && nps >= low && nps <= high);
}

/**
 * Each event of a survey is counted where it happened: a survey is sent on one day and answered on another. The two
 * counts by type are taken at the survey's first event.
 */
const metrics: Metrics<SurveyEventRow> = {
  nSurveyErrors: ({ event }) => once(event.status === "Error"),
  nSurveyFullResponses: (row) => once(finished(row) && !row.survey.missingRequiredAnswer),
  nSurveyNpsDetractors: (row) => npsWithin(row, 0, 6),
  nSurveyNpsPromoters: (row) => npsWithin(row, 9, 10),
  nSurveyNpsResponses: (row) => npsWithin(row, 0, 10),
  nSurveyPartialResponses: (row) => once(finished(row) && row.survey.missingRequiredAnswer),
  nSurveyResponses: (row) => once(finished(row)),
  nSurveysAbandoned: ({ event, previous }) => once(event.status === "Expired" && previous === "InProgress"),
  nSurveysDeleted: ({ event }) => once(event.status === "Deleted"),
  nSurveysExpired: ({ event }) => once(event.status === "Expired"),
  nSurveysSent: ({ event }) => once(event.status === "Sent"),
  nSurveysStarted: ({ event }) => once(event.status === "InProgress"),
  nVoiceSurveys: ({ survey, previous }) => once(previous === null && survey.type === "Voice"),
  nWebSurveys: ({ survey, previous }) => once(previous === null && survey.type === "Web"),
  oSurveyTotalScore: (row) =>
    finished(row) && row.survey.totalScore !== null ? [Math.round(row.survey.totalScore)] : [],
};

/** Deletion is no status: the event carries the one that the survey had. */
const statusOf = ({ event, previous }: SurveyEventRow) => (event.status === "Deleted" ? previous : event.status);

function factsOfEvent(row: SurveyEventRow, find: Lookup) {
  const { interaction, survey, event, previous } = row;
  const form = find.form(survey.formId);
  return factsOf({
    conversationId: interaction.id,
    divisionId: interaction.divisionIds,
    mediaType: interaction.mediaTypes,
    queueId: survey.queueId,
    surveyCreatedDate: isoTime(survey.events[0]?.time ?? event.time),
    surveyErrorReason: event.status === "Error" ? survey.errorReason : null,
    surveyFormContextId: form?.contextId,
    surveyFormId: survey.formId,
    surveyFormName: form?.name,
    surveyId: survey.id,
    surveyPartialResponse: finished(row) ? survey.missingRequiredAnswer : null,
    surveyPreviousStatus: previous,
    surveyPromoterScore: finished(row) ? npsOf(row) : null,
    surveyStatus: statusOf(row),
    surveyType: survey.type,
    teamId: survey.teamId,
    userId: survey.agentId,
    wrapUpCode: interaction.wrapUpCodes,
  });
}

/** Without an alternate dimension events lie where their interaction began; the documentation does not say. */
const times: Readonly<Record<string, (row: SurveyEventRow) => number>> = {
  eventTime: ({ event }) => event.eventTime,
  surveyCreatedDate: ({ survey, event }) => survey.events[0]?.time ?? event.time,
};

function* counted(
  present: Present,
  time: string | undefined,
  from: number,
  to: number,
): Iterable<Counted<SurveyEventRow>> {
  const { history, now, find } = present;
  const timeOf = times[time ?? ""] ?? ((row: SurveyEventRow) => row.interaction.start);
  const events =
    time === "eventTime" ? history.surveyEvents(from, to, now) : history.surveyEvents(-Infinity, Infinity, now);
  for (const row of events) {
    const at = timeOf(row);
    if (at >= from && at < to) yield { row, at, facts: factsOfEvent(row, find) };
  }
}

export const surveyAggregates = [
  endpoint({
    method: "POST",
    path: "/api/v2/analytics/surveys/aggregates/query",
    permissions: { any: ["analytics:surveyAggregate:view"] },
    query: noParameters,
    body: aggregateBody({
      groupBy: surveyDimensions,
      filters: surveyFilterDimensions,
      metrics: Object.keys(metrics),
      times: Object.keys(times),
      unsimulated: [
        ...["surveyAnswerId", "surveyQuestionGroupId", "surveyQuestionId", "nSurveyQuestionGroupResponses"],
        ...["nSurveyQuestionResponses", "oSurveyQuestionGroupScore", "oSurveyQuestionScore"],
      ],
    }),
    answer: ({ body, present }) =>
      aggregate(body, counted(present, body.time, body.interval.from, body.interval.to), metrics, present),
  }),
];
