import { expect, test } from "vitest";
import { openAsked } from "../../test/asked.ts";
import { createTestClock } from "../../test/clock.ts";
import { evaluation, interaction, monday, slow, smallOrg } from "../../test/small-org.ts";
import { day, hour, isoInterval, isoTime } from "../base/index.ts";
import type { WireVariant } from "./index.ts";

/* Each variant answers the same request otherwise than the default does: both ways are shown side by side. */

const judged = evaluation("judged", [
  ["Pending", monday + day],
  ["Finished", monday + 2 * day],
]);
const org = smallOrg([interaction("i-all", monday, { surveys: [slow], evaluations: [judged] })]);
const sunday = monday + 6 * day;
const week = isoInterval({ from: monday - 9 * hour, to: sunday });
const firstDay = isoInterval({ from: monday - 9 * hour, to: monday + 15 * hour });
const many = Array.from({ length: 21 }, (_, index) => `id-${index}`).join(",");
const dates = { startValue: isoTime(monday), endValue: isoTime(monday + 5 * day) };
const search = { pageNumber: 1, pageSize: 10, query: [{ type: "DATE_RANGE", field: "submittedDate", ...dates }] };
const surveys = "/analytics/surveys/aggregates/query";
const listing = "/quality/evaluations/query?evaluatorUserId=eva&expandAnswerTotalScores=true";
const until = `&endTime=${isoTime(monday + day + hour)}`;
const question = { interval: week, groupBy: ["surveyQuestionId"], metrics: ["nSurveyQuestionResponses"] };

interface Difference {
  readonly variant: WireVariant;
  readonly path: string;
  readonly body?: object;
  /** What is looked at. */
  readonly look: (answer: { status: number; body: ReturnType<typeof JSON.parse> }) => unknown;
  readonly ways: readonly [usual: unknown, other: unknown];
}

const differences: readonly Difference[] = [
  {
    variant: "unnamed-permissions",
    path: "/teams",
    look: ({ body }) => body.messageParams,
    ways: [{ permissions: "[groups:team:view]" }, {}],
  },
  { variant: "fewer-ids", path: `/users?id=${many}`, look: ({ status }) => status, ways: [200, 400] },
  {
    variant: "fewer-ids",
    path: `/quality/forms/surveys/bulk?id=${many}`,
    look: ({ status }) => status,
    ways: [200, 200],
  },
  {
    variant: "event-time-basis",
    path: surveys,
    body: { interval: firstDay, metrics: ["nSurveyResponses"] },
    look: ({ body }) => body.results.length,
    ways: [1, 0],
  },
  { variant: "no-question-aggregates", path: surveys, body: question, look: ({ status }) => status, ways: [200, 400] },
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
