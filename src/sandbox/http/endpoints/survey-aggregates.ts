import { isoTime } from "../../../base/index.ts";
import { createRandom } from "../../org/random.ts";
import { aggregate, cutGroups } from "../analytics/aggregate.ts";
import { type AggregateQuery, aggregateBody, type Cube, timeBasis } from "../analytics/aggregate-query.ts";
import { createdAt, type SurveyEventRow } from "../analytics/event-history.ts";
import { assertTimeValues, dimensionsOf } from "../analytics/filters.ts";
import type { ApiContext } from "../api-context.ts";
import { promoterClass, promoterScore } from "../documents/survey.ts";
import type { Lookup } from "../lookup.ts";
import { noParameters } from "../parameters.ts";
import { badRequest } from "../refusals.ts";
import { createAnswerCounting, groupPart, questionPart, type SurveyPart, surveyParts } from "../survey-parts.ts";
import { endpoint } from "./endpoint.ts";

/** An event of a survey; or, where a finished one is looked at question by question, the answers to one of its parts. */
interface Row extends SurveyEventRow {
  readonly find: Lookup;
  readonly part: SurveyPart | null;
  readonly promoter: (nps: number) => string | number;
  readonly surveyStatus: ApiContext["surveyStatus"];
}

const [one, none]: readonly [readonly number[], readonly number[]] = [[1], []];
const once = (happens: boolean): readonly number[] => (happens ? one : none);
const finished = ({ event }: Row): boolean => event.status === "Finished";
const score = (value: number | null | undefined): readonly number[] => (typeof value === "number" ? [value] : []);
const formOf = ({ survey, find }: Row) => find.form(survey.formId);
const statusOf = ({ survey, surveyStatus }: Row, status: string | null) => status && surveyStatus(survey.id, status);
const npsOf = ({ survey }: Row): number | null => survey.answers.find(({ nps }) => nps !== null)?.nps ?? null;

function promoterOf(row: Row): string | number | null {
  const nps = npsOf(row);
  return nps === null ? null : row.promoter(nps);
}

function npsWithin(row: Row, low: number, high: number): readonly number[] {
  const nps = npsOf(row);
  return once(finished(row) && nps !== null && nps >= low && nps <= high);
}

/** Metrics that count surveys look at the survey's own event, never at a part of it. */
function ofSurveys(metrics: Cube<Row>["metrics"]): Cube<Row>["metrics"] {
  const ofWhole = (values: (row: Row) => readonly number[]) => (row: Row) => (row.part === null ? values(row) : none);
  return Object.fromEntries(Object.entries(metrics).map(([name, values]) => [name, ofWhole(values)]));
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
    mediaType: ({ interaction }) => interaction.mediaTypes[0],
    queueId: ({ survey }) => survey.queueId,
    requestedLanguageId: () => null,
    requestedRoutingSkillId: () => null,
    surveyCreatedDate: (row) => isoTime(createdAt(row)),
    surveyAnswerId: ({ part }) => questionPart(part)?.answerId,
    surveyErrorReason: ({ event, survey }) => (event.status === "Error" ? survey.errorReason : null),
    surveyFormContextId: (row) => formOf(row)?.contextId,
    surveyFormId: ({ survey }) => survey.formId,
    surveyFormName: (row) => formOf(row)?.name,
    surveyId: ({ survey }) => survey.id,
    surveyPartialResponse: (row) => (finished(row) ? row.survey.missingRequiredAnswer : null),
    surveyPreviousStatus: (row) => statusOf(row, row.previous),
    surveyPromoterScore: (row) => (finished(row) ? promoterOf(row) : null),
    surveyQuestionGroupId: ({ part }) => part?.groupId,
    surveyQuestionId: ({ part }) => questionPart(part)?.questionId,
    surveyStatus: (row) => statusOf(row, row.event.status === "Deleted" ? row.previous : row.event.status),
    surveyType: ({ survey }) => survey.type,
    teamId: ({ survey }) => survey.teamId,
    userId: ({ survey }) => survey.agentId,
    wrapUpCode: ({ interaction }) => interaction.wrapUpCodes,
  },
  filterOnly: ["surveyCreatedDate"],
  metrics: {
    ...ofSurveys({
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
    }),
    nSurveyQuestionGroupResponses: ({ part }) => once(groupPart(part) !== null),
    nSurveyQuestionResponses: ({ part }) => once(questionPart(part) !== null),
    oSurveyQuestionGroupScore: ({ part }) => score(groupPart(part)?.score),
    oSurveyQuestionScore: ({ part }) => score(questionPart(part)?.score),
  },
  times: { eventTime: ({ event }) => event.eventTime, surveyCreatedDate: createdAt },
  // Third parties report that it is not the interaction's start; the documentation does not state the basis.
  defaultTime: "eventTime",
  start: ({ interaction }) => interaction.start,
  unsimulated: { fields: [], dimensions: [], metrics: [] },
};

const isOfSurvey = (name: string): boolean => !/Question|Answer/.test(name);

/** Whether a query names questions or answers: reading the answers of every survey otherwise would be most of the work. */
const isAboutAnswers = ({ groupBy, filter, metrics }: AggregateQuery): boolean =>
  [...groupBy, ...metrics, ...(filter ? dimensionsOf(filter) : [])].some((name) => !isOfSurvey(name));

export const surveyAggregates = [
  endpoint({
    method: "POST",
    path: "/api/v2/analytics/surveys/aggregates/query",
    permissions: { any: ["analytics:surveyAggregate:view"] },
    query: noParameters,
    body: aggregateBody(cube),
    answer: ({ body, context }) => {
      assertTimeValues(body.filter ? [body.filter] : [], context);
      const namesAnswers = isAboutAnswers(body);
      if (namesAnswers && context.hasVariant("question-aggregates-400")) throw badRequest("groupBy", "invalid value");
      if (namesAnswers && context.hasVariant("empty-question-aggregates")) return { results: [] };
      const groupBy = context.hasVariant("unnamed-answers") ? body.groupBy.filter(isOfSurvey) : body.groupBy;
      return cutGroups(aggregate(cube, { ...body, groupBy }, rows(body, context), context), context);
    },
  }),
];

/** Events that can lie in the query's interval, by the time that it counts by. */
function eventsFor(query: AggregateQuery, context: ApiContext): Iterable<SurveyEventRow> {
  const { history, heard } = context;
  const { from, to } = query.interval;
  const time = timeBasis(cube, query, context);
  if (time === "eventTime") return history.surveyEvents(from, to, heard);
  if (time === "surveyCreatedDate") return history.eventsOfCreated(from, to, heard);
  return history.surveyEvents(-Infinity, Infinity, heard);
}

function* rows(query: AggregateQuery, context: ApiContext): Generator<Row> {
  const { find, hasVariant, surveyStatus, bulkAnswers } = context;
  const words = hasVariant("promoter-words");
  const promoter = (nps: number) => (words ? promoterWords[promoterClass(nps)] : promoterScore(nps, context));
  const aboutAnswers = isAboutAnswers(query);
  const counting = createAnswerCounting(hasVariant);
  const loses = hasVariant("lost-answers") && query.groupBy.includes("surveyAnswerId");
  for (const { interaction, survey, event, previous } of eventsFor(query, context)) {
    if (find.hides(interaction)) continue;
    const row: Row = { interaction, survey, event, previous, find, promoter, surveyStatus, part: null };
    yield row;
    const form = aboutAnswers && event.status === "Finished" ? find.form(survey.formId) : undefined;
    for (const part of form ? surveyParts(form, bulkAnswers(survey), counting) : [])
      if (!(loses && isLost(survey, part, context))) yield { ...row, part };
  }
}

const promoterWords = { "-1": "detractor", "0": "passive", "1": "promoter" } as const;

/** Of the variant `lost-answers`: seeded, the same answers whenever they are asked for. */
function isLost({ id }: SurveyEventRow["survey"], part: SurveyPart, { org }: ApiContext): boolean {
  const questionId = questionPart(part)?.questionId;
  return questionId !== undefined && createRandom(org.seed, "lost answer", id, questionId).next() < 1 / 20;
}
