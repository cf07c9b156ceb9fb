import { expect, test } from "vitest";
import { evaluation, interaction, monday, slow, smallOrg, survey } from "../../test/orgs/small-org.ts";
import { openAsked } from "../../test/servers/asked.ts";
import { createTestClock } from "../../test/servers/clock.ts";
import { day, hour, isoInterval, isoTime, minute } from "../base/index.ts";
import type { WireVariant } from "./index.ts";

/* Each variant answers the same request otherwise than the default does: both ways are shown side by side. */

const judged = evaluation("judged", [
  ["Pending", monday + day],
  ["Finished", monday + 2 * day],
]);
const ignored = survey("ignored", [
  ["Sent", monday + hour],
  ["Expired", monday + 5 * day],
]);
const planned = evaluation(
  "planned",
  [
    ["Pending", monday + day],
    ["Finished", monday + 2 * day],
    ["Released", monday + 9 * day],
  ],
  { scheduledRelease: monday + 9 * day, systemSubmitted: true, evaluatorId: null },
);
const org = smallOrg([interaction("i-all", monday, { surveys: [slow, ignored], evaluations: [judged, planned] })]);
const sunday = monday + 6 * day;
const week = isoInterval({ from: monday - 9 * hour, to: sunday });
const firstDay = isoInterval({ from: monday - 9 * hour, to: monday + 15 * hour });
const manyIds = Array.from({ length: 21 }, (_, index) => `id-${index}`).join(",");
const dates = { startValue: isoTime(monday), endValue: isoTime(monday + 5 * day) };
const search = { pageNumber: 1, pageSize: 10, query: [{ type: "DATE_RANGE", field: "submittedDate", ...dates }] };
const surveys = "/analytics/surveys/aggregates/query";
const listing = "/quality/evaluations/query?evaluatorUserId=eva&expandAnswerTotalScores=true";
const until = `&endTime=${isoTime(monday + day + hour)}`;
const question = { interval: week, groupBy: ["surveyQuestionId"], metrics: ["nSurveyQuestionResponses"] };

const hourly = { interval: week, granularity: "PT1H" };

interface Difference {
  readonly variant: WireVariant;
  readonly path: string;
  readonly body?: object;
  /** The part of the sandbox under test. */
  readonly look: (answer: { status: number; body: ReturnType<typeof JSON.parse> }) => unknown;
  readonly ways: readonly [usual: unknown, other: unknown];
}

const differences: readonly Difference[] = [
  {
    variant: "counted-when-created",
    path: "/analytics/evaluations/aggregates/query",
    body: { ...hourly, alternateTimeDimension: "eventTime", metrics: ["nEvaluations"] },
    look: ({ body }) => body.results[0].data.map(({ interval }: { interval: string }) => interval.slice(0, 10)),
    ways: [["2026-03-04"], ["2026-03-03"]],
  },
  {
    variant: "unnamed-permissions",
    path: "/teams",
    look: ({ body }) => body.messageParams,
    ways: [{ permissions: "[groups:team:view]" }, {}],
  },
  { variant: "fewer-ids", path: `/users?id=${manyIds}`, look: ({ status }) => status, ways: [200, 400] },
  {
    variant: "fewer-ids",
    path: `/quality/forms/surveys/bulk?id=${manyIds}`,
    look: ({ status }) => status,
    ways: [200, 200],
  },
  {
    variant: "start-time-basis",
    path: surveys,
    body: { interval: firstDay, metrics: ["nSurveyResponses"] },
    look: ({ body }) => body.results.length,
    ways: [0, 1],
  },
  { variant: "question-aggregates-400", path: surveys, body: question, look: ({ status }) => status, ways: [200, 400] },
  {
    variant: "promoter-classes",
    path: "/analytics/conversations/i-all/details",
    look: ({ body }) => body.surveys[0].surveyPromoterScore,
    ways: [9, 1],
  },
  {
    variant: "search-total",
    path: "/quality/evaluations/search",
    body: search,
    look: ({ body }) => body.total,
    ways: [undefined, 1],
  },
  {
    variant: "absent-search-results",
    path: "/quality/evaluations/search",
    body: { ...search, pageNumber: 2 },
    look: ({ body }) => [body.pageNumber, body.results],
    ways: [
      [2, []],
      [2, undefined],
    ],
  },
  {
    variant: "listing-by-submission",
    path: listing + until,
    look: ({ body }) => body.total,
    ways: [1, 0],
  },
  {
    variant: "listing-question-scores",
    path: listing,
    look: ({ body }) => body.entities[0].answers.questionGroupScores !== undefined,
    ways: [false, true],
  },
  {
    variant: "listing-by-team",
    path: "/quality/evaluations/query?agentTeamId=team",
    look: ({ status }) => status,
    ways: [400, 200],
  },
  { variant: "smaller-pages", path: "/users?pageSize=51", look: ({ status }) => status, ways: [200, 400] },
  {
    variant: "smaller-pages",
    path: "/routing/queues/divisionviews?pageSize=100",
    look: ({ status }) => status,
    ways: [200, 200],
  },
  {
    variant: "smaller-pages",
    path: "/analytics/conversations/details/query",
    body: { interval: week, paging: { pageSize: 51, pageNumber: 1 } },
    look: ({ status, body }) => [status, body.details?.[0].fieldName],
    ways: [
      [200, undefined],
      [400, "paging.pageSize"],
    ],
  },
  {
    variant: "smaller-pages",
    path: "/quality/evaluations/search",
    body: { ...search, pageSize: 100 },
    look: ({ status }) => status,
    ways: [200, 400],
  },
  {
    variant: "capped-results",
    path: "/analytics/conversations/details/query",
    body: { interval: week, paging: { pageSize: 100, pageNumber: 2 } },
    look: ({ body }) => body.message,
    ways: [undefined, "Pagination may not exceed 100 results"],
  },
  {
    variant: "capped-results",
    path: "/quality/evaluations/search",
    body: { ...search, pageNumber: 11 },
    look: ({ status, body }) => [status, body.message],
    ways: [
      [200, undefined],
      [400, "Pagination may not exceed 100 results"],
    ],
  },
  ...(["surveyFilters", "conversationFilters"] as const).flatMap((part): Difference[] => {
    const dimension = part === "surveyFilters" ? "surveyCompletedDate" : "conversationStart";
    const filtered = (predicate: object) => ({
      interval: week,
      [part]: [{ type: "and", predicates: [{ dimension, ...predicate }] }],
    });
    const look: Difference["look"] = ({ status, body }) => [status, body.totalHits];
    const [found, refused] = [
      [200, 1],
      [400, undefined],
    ];
    const path = "/analytics/conversations/details/query";
    return [
      { variant: "time-ranges", path, body: filtered({ value: week }), look, ways: [found, refused] },
      { variant: "time-ranges", path, body: filtered({ range: { gte: monday } }), look, ways: [refused, found] },
    ];
  }),
  {
    variant: "lasting-surveys",
    path: "/quality/surveys/ignored",
    look: ({ body }) => body.status,
    ways: ["Expired", "Sent"],
  },
  {
    variant: "lasting-surveys",
    path: surveys,
    body: { interval: week, metrics: ["nSurveysSent", "nSurveysExpired"] },
    look: ({ body }) => body.results[0].data[0].metrics.length,
    ways: [2, 1],
  },
  {
    variant: "hidden-release-dates",
    path: "/quality/conversations/i-all/evaluations/planned",
    look: ({ body }) => body.releaseDate,
    ways: [isoTime(monday + 9 * day), undefined],
  },
  { variant: "scoring-index", path: listing, look: ({ body }) => body.entities[0].isScoringIndex, ways: [false, true] },
];

test.each(differences)("$variant: $path", async ({ variant, path, body, look, ways }) => {
  const answers = [];
  for (const variants of [[], [variant]]) {
    const clock = createTestClock(sunday);
    await using asked = await openAsked({
      org,
      clock,
      limit: "off",
      variants,
      withoutPermissions: ["groups:team:view"],
    });
    answers.push(look(await asked.ask(path, body)));
  }
  expect(answers).toEqual(ways);
});

test("limit-per-token: a new token has an allowance of its own", async () => {
  const refusedAfterLogin = async (variants: readonly WireVariant[]) => {
    await using asked = await openAsked({ org, clock: createTestClock(sunday), limit: 1, variants });
    await asked.ask("/users");
    await asked.login();
    return (await asked.ask("/users")).status;
  };
  expect([await refusedAfterLogin([]), await refusedAfterLogin(["limit-per-token"])]).toEqual([429, 200]);
});

test("limited-groups: more than 20 groups are refused", async () => {
  const busy = smallOrg(
    Array.from({ length: 21 }, (_, index) =>
      interaction(`i-${index}`, monday + index, { surveys: [{ ...slow, id: `s-${index}` }] }),
    ),
  );
  const status = async (variants: readonly WireVariant[], groupBy: string) => {
    await using asked = await openAsked({ org: busy, clock: createTestClock(sunday), limit: "off", variants });
    return (await asked.ask(surveys, { interval: week, groupBy: [groupBy], metrics: ["nSurveyResponses"] })).status;
  };
  expect(await status([], "surveyId")).toBe(200);
  expect(await status(["limited-groups"], "surveyId")).toBe(400);
  expect(await status(["limited-groups"], "queueId")).toBe(200);
});

test("cut-details: an answer has the first 20 of the interactions that were asked for", async () => {
  const held = Array.from({ length: 23 }, (_, at) => interaction(`i-${at}`, monday + at));
  const ids = held.map(({ id }) => id);
  const answered = async (variants: readonly WireVariant[]): Promise<unknown> => {
    await using asked = await openAsked({ org: smallOrg(held), clock: createTestClock(sunday), variants });
    const { body } = await asked.ask(`/analytics/conversations/details?id=${ids.join(",")}`);
    return body.conversations.map(({ conversationId }: { conversationId: string }) => conversationId);
  };
  expect(await answered([])).toEqual(ids);
  expect(await answered(["cut-details"])).toEqual(ids.slice(0, 20));
});

test("unbroken-customers: a hold does not show in the customer's segments", async () => {
  const made = interaction("i-held", monday);
  const pieces = [
    { type: "interact", from: 0, to: 5 },
    { type: "hold", from: 5, to: 9 },
    { type: "interact", from: 9, to: 20 },
  ];
  const segments = pieces.map(({ type, from, to }) => ({
    ...{ type, queueId: null, wrapUpCode: null, conference: type === "interact" },
    ...{ start: monday + from * minute, end: monday + to * minute },
  }));
  const participants = made.participants.map((one) => ({
    ...one,
    sessions: one.sessions.map((session) => ({ ...session, segments })),
  }));
  const shown = async (variants: readonly WireVariant[]): Promise<unknown> => {
    const held = smallOrg([{ ...made, participants }]);
    await using asked = await openAsked({ org: held, clock: createTestClock(sunday), limit: "off", variants });
    const { body } = await asked.ask("/analytics/conversations/i-held/details");
    return body.participants.map(
      ({ sessions: [session] }: { sessions: readonly { segments: readonly object[] }[] }) => session?.segments.length,
    );
  };
  expect([await shown([]), await shown(["unbroken-customers"])]).toEqual([
    [3, 3],
    [1, 3],
  ]);
});

test("survey-retention: after 14 days the quality API has forgotten what analytics names", async () => {
  const answers = async (variants: readonly WireVariant[], now: number) => {
    await using asked = await openAsked({ org, clock: createTestClock(now), limit: "off", variants });
    const [one, all] = [
      await asked.ask("/quality/surveys/slow"),
      await asked.ask("/quality/conversations/i-all/surveys"),
    ];
    const named = (await asked.ask("/analytics/conversations/i-all/details")).body.surveys.length;
    return [one.status, all.body.length, named];
  };
  const later = monday + 14 * day + 1;
  expect(await answers([], later)).toEqual([200, 2, 2]);
  expect(await answers(["survey-retention"], later - 1)).toEqual([200, 2, 2]);
  expect(await answers(["survey-retention"], later)).toEqual([404, 0, 2]);
});
