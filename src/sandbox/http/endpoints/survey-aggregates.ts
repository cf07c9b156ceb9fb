import { isoTime } from "../../../base/index.ts";
import { aggregate } from "../aggregate.ts";
import { aggregateBody, type Cube } from "../aggregate-query.ts";
import { endpoint } from "../endpoint.ts";
import type { SurveyEventRow } from "../history.ts";
import type { Lookup } from "../lookup.ts";
import { noParameters } from "../parameters.ts";

interface Row extends SurveyEventRow {
  readonly find: Lookup;
}

const once = (happens: boolean): readonly number[] => (happens ? [1] : []);
const finished = ({ event }: Row): boolean => event.status === "Finished";
const created = ({ survey, event }: Row): number => survey.events[0]?.time ?? event.time;
const formOf = ({ survey, find }: Row) => find.form(survey.formId);
const npsOf = ({ survey }: Row): number | null => survey.answers.find(({ nps }) => nps !== null)?.nps ?? null;

function npsWithin(row: Row, low: number, high: number): readonly number[] {
  const nps = npsOf(row);
  return once(finished(row) && nps !== null && nps >= low && nps <= high);
}

/**
 * Each event of a survey is counted where it happened: a survey is sent on one day and answered on another. The two
 * counts by type are taken at the survey's first event. Deletion is no status: its event carries the one before.
 */
const cube: Cube<Row> = {
  dimensions: {
    conversationId: ({ interaction }) => interaction.id,
    divisionId: ({ interaction }) => interaction.divisionIds,
    externalContactId: () => null,
    mediaType: ({ interaction }) => interaction.mediaTypes,
    queueId: ({ survey }) => survey.queueId,
    requestedLanguageId: () => null,
    requestedRoutingSkillId: () => null,
    surveyCreatedDate: (row) => isoTime(created(row)),
    surveyErrorReason: ({ event, survey }) => (event.status === "Error" ? survey.errorReason : null),
    surveyFormContextId: (row) => formOf(row)?.contextId,
    surveyFormId: ({ survey }) => survey.formId,
    surveyFormName: (row) => formOf(row)?.name,
    surveyId: ({ survey }) => survey.id,
    surveyPartialResponse: (row) => (finished(row) ? row.survey.missingRequiredAnswer : null),
    surveyPreviousStatus: ({ previous }) => previous,
    surveyPromoterScore: (row) => (finished(row) ? npsOf(row) : null),
    surveyStatus: ({ event, previous }) => (event.status === "Deleted" ? previous : event.status),
    surveyType: ({ survey }) => survey.type,
    teamId: ({ survey }) => survey.teamId,
    userId: ({ survey }) => survey.agentId,
    wrapUpCode: ({ interaction }) => interaction.wrapUpCodes,
  },
  filterOnly: ["surveyCreatedDate"],
  metrics: {
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
  },
  times: { eventTime: ({ event }) => event.eventTime, surveyCreatedDate: created },
  // The documentation does not say.
  usualTime: ({ interaction }) => interaction.start,
  unsimulated: {
    dimensions: ["surveyAnswerId", "surveyQuestionGroupId", "surveyQuestionId"],
    metrics: [
      ...["nSurveyQuestionGroupResponses", "nSurveyQuestionResponses"],
      ...["oSurveyQuestionGroupScore", "oSurveyQuestionScore"],
    ],
  },
};

export const surveyAggregates = [
  endpoint({
    method: "POST",
    path: "/api/v2/analytics/surveys/aggregates/query",
    permissions: { any: ["analytics:surveyAggregate:view"] },
    query: noParameters,
    body: aggregateBody(cube),
    answer: ({ body, present }) => {
      const { history, now, find } = present;
      const { from, to } = body.time === "eventTime" ? body.interval : { from: -Infinity, to: Infinity };
      const rows = history.surveyEvents(from, to, now).map((row) => ({ ...row, find }));
      return aggregate(cube, body, rows, present);
    },
  }),
];
