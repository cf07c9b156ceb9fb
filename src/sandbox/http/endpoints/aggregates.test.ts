import { expect, test } from "vitest";
import { openAsked, type Reply } from "../../../../test/asked.ts";
import { createTestClock } from "../../../../test/clock.ts";
import { evaluation, interaction, monday, slow, smallOrg, survey } from "../../../../test/small-org.ts";
import { day, hour, isoInterval, minute } from "../../../base/index.ts";
import type { WireVariant } from "../../variants.ts";

const surveysPath = "/analytics/surveys/aggregates/query";
const midnight = monday - 9 * hour;
const gone = survey("gone", [
  ["Pending", monday + hour],
  ["Sent", monday + 2 * hour],
  ["Deleted", monday + day],
]);
const org = smallOrg([
  interaction("i-slow", monday, { surveys: [slow] }),
  interaction("i-gone", monday + hour, { surveys: [gone] }),
  interaction("i-judged", monday + hour, {
    evaluations: [
      evaluation("judged", [
        ["Pending", monday + day],
        ["Finished", monday + 2 * day],
        ["Rescored", monday + 3 * day],
      ]),
    ],
  }),
]);
const days = (first: number, last: number) => isoInterval({ from: midnight + first * day, to: midnight + last * day });
const open = (now: number, variants: readonly WireVariant[] = []) =>
  openAsked({ org, clock: createTestClock(now), limit: "off", variants });
const sunday = monday + 6 * day;

/** Each group with its counts, in one line. */
const counts = ({ body }: Reply): unknown[] =>
  body.results.flatMap(
    ({ group, data }: { group: object; data: { metrics: { metric: string; stats: { count: number } }[] }[] }) =>
      data.map(({ metrics }) => ({
        ...group,
        ...Object.fromEntries(metrics.map(({ metric, stats }) => [metric, stats.count])),
      })),
  );

test("an event counts on the day on which it happened, with the status it brought", async () => {
  await using asked = await open(sunday);
  const query = {
    alternateTimeDimension: "eventTime",
    groupBy: ["surveyId", "surveyStatus"],
    metrics: ["nSurveysSent", "nSurveyResponses", "oSurveyTotalScore", "nSurveysDeleted"],
  };
  expect(counts(await asked.ask(surveysPath, { ...query, interval: days(0, 1) }))).toEqual([
    { surveyId: "slow", surveyStatus: "Sent", nSurveysSent: 1 },
    { surveyId: "gone", surveyStatus: "Sent", nSurveysSent: 1 },
  ]);
  expect(counts(await asked.ask(surveysPath, { ...query, interval: days(1, 2) }))).toEqual([
    { surveyId: "gone", surveyStatus: "Sent", nSurveysDeleted: 1 },
  ]);
  const thursday = await asked.ask(surveysPath, { ...query, interval: days(3, 4) });
  expect(thursday.body.results).toEqual([
    {
      group: { surveyId: "slow", surveyStatus: "Finished" },
      data: [
        {
          interval: "2026-03-05T00:00:00.000Z/2026-03-06T00:00:00.000Z",
          metrics: [
            { metric: "nSurveyResponses", stats: { count: 1 } },
            { metric: "oSurveyTotalScore", stats: { min: 93, max: 93, count: 1, sum: 93 } },
          ],
        },
      ],
    },
  ]);
});

test("what lies after the present has not happened", async () => {
  const query = { alternateTimeDimension: "eventTime", interval: days(0, 7), metrics: ["nSurveyResponses"] };
  await using before = await open(monday + 3 * day + minute + 399);
  expect((await before.ask(surveysPath, query)).body).toEqual({ results: [] });
  await using after = await open(monday + 3 * day + minute + 400);
  expect(counts(await after.ask(surveysPath, query))).toEqual([{ nSurveyResponses: 1 }]);
});

test("the other time bases", async () => {
  await using asked = await open(sunday);
  const query = { interval: days(0, 1), metrics: ["nSurveyResponses", "nWebSurveys"] };
  for (const alternateTimeDimension of ["surveyCreatedDate", undefined]) {
    expect(counts(await asked.ask(surveysPath, { ...query, alternateTimeDimension }))).toEqual([
      { nWebSurveys: 2, nSurveyResponses: 1 },
    ]);
  }
});

test("filters, granularity and values of which there are several", async () => {
  await using asked = await open(sunday);
  const query = {
    alternateTimeDimension: "eventTime",
    interval: days(0, 7),
    metrics: ["nSurveysSent", "nSurveysDeleted"],
  };
  const filter = { type: "and", predicates: [{ dimension: "surveyId", value: "gone" }] };
  const daily = await asked.ask(surveysPath, { ...query, filter, granularity: "P1D" });
  expect(daily.body.results[0].data.map(({ interval }: { interval: string }) => interval.slice(0, 10))).toEqual([
    "2026-03-02",
    "2026-03-03",
  ]);
  expect(counts(await asked.ask(surveysPath, { ...query, filter, groupBy: ["divisionId"] }))).toEqual([
    { divisionId: "home", nSurveysSent: 1, nSurveysDeleted: 1 },
    { divisionId: "away", nSurveysSent: 1, nSurveysDeleted: 1 },
  ]);
  const flat = { ...query, filter, groupBy: ["divisionId"], flattenMultivaluedDimensions: true };
  expect(counts(await asked.ask(surveysPath, flat))).toMatchObject([{ divisionId: "home,away" }]);
});

test("a group lacks the key of an unknown value", async () => {
  await using asked = await open(sunday);
  const query = { interval: days(0, 7), groupBy: ["surveyId", "externalContactId"], metrics: ["nSurveyResponses"] };
  expect(counts(await asked.ask(surveysPath, query))).toEqual([{ surveyId: "slow", nSurveyResponses: 1 }]);
});

test("evaluations are counted when they are finished, scored again or deleted", async () => {
  await using asked = await open(sunday);
  const query = {
    alternateTimeDimension: "eventTime",
    groupBy: ["evaluationId", "queueId"],
    metrics: ["nEvaluations", "nEvaluationsRescored", "oTotalScore"],
  };
  const path = "/analytics/evaluations/aggregates/query";
  expect(counts(await asked.ask(path, { ...query, interval: days(0, 2) }))).toEqual([]);
  expect(counts(await asked.ask(path, { ...query, interval: days(2, 3) }))).toEqual([
    { evaluationId: "judged", nEvaluations: 1, oTotalScore: 1 },
  ]);
  expect(counts(await asked.ask(path, { ...query, interval: days(3, 4) }))).toEqual([
    { evaluationId: "judged", nEvaluationsRescored: 1, oTotalScore: 1 },
  ]);
});

test("variants: an implied media type, groups in which nothing was counted", async () => {
  const query = { interval: days(0, 7), groupBy: ["surveyId"], metrics: ["nSurveyResponses"] };
  await using implied = await open(sunday, ["implied-media-type"]);
  expect(counts(await implied.ask(surveysPath, query))).toMatchObject([{ mediaType: "voice" }]);
  await using uncounted = await open(sunday, ["uncounted-groups"]);
  const groups = (await uncounted.ask(surveysPath, query)).body.results;
  expect(groups.map(({ group }: { group: { surveyId: string } }) => group.surveyId)).toEqual(["slow", "gone"]);
});

test.each([
  [{ metrics: undefined }, "metrics"],
  [{ metrics: [] }, "metrics"],
  [{ metrics: ["nSurveys"] }, "metrics.0"],
  [{ interval: undefined }, "interval"],
  [{ interval: "last week" }, "interval"],
  [{ groupBy: ["colour"] }, "groupBy.0"],
  [{ alternateTimeDimension: "conversationEnd" }, "alternateTimeDimension"],
  [{ granularity: "P1M" }, "granularity"],
  [{ filter: { type: "and", predicates: [{ dimension: "colour", value: "red" }] } }, "filter.predicates.0.dimension"],
  [{ pageSize: 100 }, "pageSize"],
])("%j is refused", async (change, field) => {
  await using asked = await open(sunday);
  const { status, body } = await asked.ask(surveysPath, { interval: days(0, 1), metrics: ["nSurveysSent"], ...change });
  expect({ status, code: body.code, field: body.details[0].fieldName }).toEqual({
    status: 400,
    code: "bad.request",
    field,
  });
});

test("views of aggregates are not simulated, and that is said", async () => {
  await using asked = await open(sunday);
  const query = { interval: days(0, 1), metrics: ["nSurveysSent"], views: [{}] };
  expect((await asked.ask(surveysPath, query)).status).toBe(501);
});
