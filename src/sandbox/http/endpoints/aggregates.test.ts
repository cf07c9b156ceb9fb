import { expect, test } from "vitest";
import { evaluation, interaction, monday, slow, smallOrg, survey } from "../../../../test/orgs/small-org.ts";
import { openAsked, type Reply } from "../../../../test/servers/asked.ts";
import { createTestClock } from "../../../../test/servers/clock.ts";
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

interface Result {
  readonly group: Readonly<Record<string, string>>;
  readonly data: readonly { readonly metrics: readonly Metric[] }[];
}

interface Metric {
  readonly metric: string;
  readonly stats: { readonly count: number; readonly sum?: number };
}

/** Each group with its counts, in one line; the media type is in every one. */
const counts = ({ body }: Reply): unknown[] =>
  body.results.flatMap(({ group: { mediaType, ...group }, data }: Result) =>
    data.map(({ metrics }) => {
      expect(mediaType).toBe("voice");
      return {
        ...group,
        ...Object.fromEntries(metrics.map(({ metric, stats }) => [metric, stats.count])),
      };
    }),
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
      group: { surveyId: "slow", surveyStatus: "Finished", mediaType: "voice" },
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

test("surveys count by their creation, by default by the event, in a variant by the interaction's start", async () => {
  await using asked = await open(sunday);
  await using started = await open(sunday, ["start-time-basis"]);
  const query = { interval: days(0, 1), metrics: ["nSurveyResponses", "nWebSurveys"] };
  const all = [{ nWebSurveys: 2, nSurveyResponses: 1 }];
  const created = { ...query, alternateTimeDimension: "surveyCreatedDate" };
  expect(counts(await asked.ask(surveysPath, created))).toEqual(all);
  expect(counts(await started.ask(surveysPath, query))).toEqual(all);
  expect(counts(await asked.ask(surveysPath, query))).toEqual([{ nWebSurveys: 2 }]);
  const thursday = { ...query, interval: days(3, 4) };
  expect(counts(await asked.ask(surveysPath, thursday))).toEqual([{ nSurveyResponses: 1 }]);
  expect(counts(await started.ask(surveysPath, thursday))).toEqual([]);
});

test("evaluations count by their creation by default, in a variant by the interaction's start", async () => {
  await using asked = await open(sunday);
  await using started = await open(sunday, ["start-time-basis"]);
  const found = async (way: typeof asked, first: number) => {
    const query = { interval: days(first, first + 1), metrics: ["nEvaluations"] };
    return counts(await way.ask("/analytics/evaluations/aggregates/query", query)).length;
  };
  // The interaction is of Monday, the evaluation of Tuesday, finished on Wednesday.
  expect([await found(asked, 0), await found(asked, 1), await found(asked, 2)]).toEqual([0, 1, 0]);
  expect([await found(started, 0), await found(started, 1), await found(started, 2)]).toEqual([1, 0, 0]);
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

test.each(["surveys", "evaluations"])("groups of %s add up to their total, over any media", async (kind) => {
  const whole = interaction("i-both", monday, {
    surveys: [slow],
    evaluations: [
      evaluation("judged", [
        ["Pending", monday],
        ["Finished", monday + hour],
      ]),
    ],
  });
  const participants = whole.participants.map((participant) => ({
    ...participant,
    sessions: ["callback", "voice"].flatMap((mediaType) =>
      participant.sessions.map((session) => ({ ...session, mediaType })),
    ),
  }));
  const both = smallOrg([
    { ...whole, participants },
    interaction("i-other", monday, { surveys: [{ ...slow, id: "b" }] }),
  ]);
  await using asked = await openAsked({ org: both, clock: createTestClock(sunday), limit: "off" });
  const metrics = kind === "surveys" ? ["oSurveyTotalScore", "oSurveyQuestionScore"] : ["oTotalScore"];
  const idOf = kind === "surveys" ? "surveyId" : "evaluationId";
  const sums = async (groupBy: readonly string[]) => {
    const query = { interval: days(0, 7), groupBy, metrics };
    const { results } = (await asked.ask(`/analytics/${kind}/aggregates/query`, query)).body;
    const all = results.flatMap(({ data }: Result) => data.flatMap(({ metrics: counted }) => counted));
    return metrics.map((name) =>
      all
        .filter(({ metric }: Metric) => metric === name)
        .reduce((sum: number, { stats }: Metric) => sum + (stats.sum ?? 0), 0),
    );
  };
  const total = await sums([]);
  expect(total).toEqual(kind === "surveys" ? [186, 10] : [87]);
  for (const groupBy of [["mediaType"], [idOf], ["userId", "conversationId"]])
    expect(await sums(groupBy)).toEqual(total);
});

test("variants: no media type unless asked for, groups in which nothing was counted", async () => {
  const query = { interval: days(0, 7), groupBy: ["surveyId"], metrics: ["nSurveyResponses"] };
  const groupsOf = async (variant: WireVariant, groupBy: readonly string[]) => {
    await using asked = await open(sunday, [variant]);
    const { results } = (await asked.ask(surveysPath, { ...query, groupBy })).body;
    return results.map(({ group }: Result) => group);
  };
  expect(await groupsOf("only-asked-groups", ["surveyId"])).toEqual([{ surveyId: "slow" }]);
  expect(await groupsOf("only-asked-groups", ["mediaType"])).toEqual([{ mediaType: "voice" }]);
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

test("views of aggregates are not simulated, and are refused with that reason", async () => {
  await using asked = await open(sunday);
  const query = { interval: days(0, 1), metrics: ["nSurveysSent"], views: [{}] };
  expect((await asked.ask(surveysPath, query)).status).toBe(501);
});
