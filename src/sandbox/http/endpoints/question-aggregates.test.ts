import { expect, test } from "vitest";
import { interaction, monday, slow, smallOrg, survey } from "../../../../test/orgs/small-org.ts";
import { openAsked } from "../../../../test/servers/asked.ts";
import { createTestClock } from "../../../../test/servers/clock.ts";
import { day, hour, isoInterval } from "../../../base/index.ts";

/* `slow` answers "How satisfied?" with its option of value 5 and "Recommend?" with 9. */

const step = [["Finished", monday + hour]] as const;
const unanswered = { optionId: null, optionIds: [], nps: null, text: null, notApplicable: null };
const hidden = {
  ...survey("hidden", step),
  answers: [{ ...unanswered, questionId: "sf-2-q1", notApplicable: "system" as const }],
};
const bad = { ...survey("bad", step), answers: [{ ...unanswered, questionId: "sf-2-q1", optionId: "sf-2-o1" }] };
const org = smallOrg([interaction("i-all", monday, { surveys: [slow, hidden, bad] })]);
const week = isoInterval({ from: monday - 9 * hour, to: monday + 6 * day });

async function results(query: object): Promise<unknown[]> {
  await using asked = await openAsked({ org, clock: createTestClock(monday + 6 * day), limit: "off" });
  const body = { alternateTimeDimension: "eventTime", interval: week, ...query };
  const reply = await asked.ask("/analytics/surveys/aggregates/query", body);
  expect(reply.status).toBe(200);
  return reply.body.results.map((result: { group: { mediaType: string }; data: { metrics: unknown }[] }) => {
    const { mediaType, ...group } = result.group;
    expect(mediaType).toBe("voice");
    return { ...group, metrics: result.data[0]?.metrics };
  });
}

test("answered questions are counted by question and option; a score is the option's value", async () => {
  const groupBy = ["surveyQuestionId", "surveyAnswerId"];
  const metrics = ["nSurveyQuestionResponses", "oSurveyQuestionScore"];
  const scored = (value: number) => [
    { metric: "nSurveyQuestionResponses", stats: { count: 1 } },
    { metric: "oSurveyQuestionScore", stats: { min: value, max: value, count: 1, sum: value } },
  ];
  expect(await results({ groupBy, metrics })).toEqual([
    { surveyQuestionId: "sf-2-q1", surveyAnswerId: "sf-2-o5", metrics: scored(5) },
    { surveyQuestionId: "sf-2-q2", metrics: [{ metric: "nSurveyQuestionResponses", stats: { count: 1 } }] },
    { surveyQuestionId: "sf-2-q1", surveyAnswerId: "sf-2-o1", metrics: scored(1) },
  ]);
});

test("a group counts once a survey, where one of its questions was answered", async () => {
  const metrics = ["nSurveyQuestionGroupResponses", "oSurveyQuestionGroupScore"];
  expect(await results({ groupBy: ["surveyQuestionGroupId"], metrics })).toEqual([
    {
      surveyQuestionGroupId: "sf-2-g",
      metrics: [
        { metric: "nSurveyQuestionGroupResponses", stats: { count: 2 } },
        { metric: "oSurveyQuestionGroupScore", stats: { min: 1, max: 5, count: 2, sum: 6 } },
      ],
    },
  ]);
});

test("a filter by question chooses its answers", async () => {
  const filter = { type: "and", predicates: [{ dimension: "surveyQuestionId", value: "sf-2-q1" }] };
  expect(await results({ filter, metrics: ["nSurveyQuestionResponses"] })).toEqual([
    { metrics: [{ metric: "nSurveyQuestionResponses", stats: { count: 2 } }] },
  ]);
});

test("counts of surveys stay counts of surveys next to them", async () => {
  const metrics = ["nSurveyResponses", "nSurveyQuestionResponses"];
  expect(await results({ metrics })).toEqual([
    {
      metrics: [
        { metric: "nSurveyResponses", stats: { count: 3 } },
        { metric: "nSurveyQuestionResponses", stats: { count: 3 } },
      ],
    },
  ]);
});
