import { expect, test } from "vitest";
import { evaluation, interaction, monday, slow, smallOrg } from "../../test/orgs/small-org.ts";
import { openAsked } from "../../test/servers/asked.ts";
import { createTestClock } from "../../test/servers/clock.ts";
import { day, isoInterval, isoTime } from "../base/index.ts";

const judged = evaluation("judged", [
  ["Pending", monday + day],
  ["Finished", monday + 2 * day],
  ["Released", monday + 2 * day],
]);
const contents = { surveys: [slow], evaluations: [judged] };
const sunday = monday + 6 * day;
const interval = isoInterval({ from: monday, to: sunday });

const open = (divisionIds: readonly string[]) => {
  const org = smallOrg([interaction("i-judged", monday, { ...contents, divisionIds })], ["hidden-divisions"]);
  return openAsked({ org, clock: createTestClock(sunday), limit: "off" });
};
const search = {
  ...{ pageNumber: 1, pageSize: 10 },
  query: [
    { type: "DATE_RANGE", field: "submittedDate", startValue: isoTime(monday), endValue: isoTime(monday + 5 * day) },
  ],
};
const sweep = { interval, alternateTimeDimension: "eventTime", metrics: ["nSurveyResponses"] };

test("analytics has no interaction of a hidden division, the quality API refuses or redacts it", async () => {
  await using asked = await open(["away"]);
  expect((await asked.ask("/analytics/conversations/details/query", { interval })).body.totalHits).toBe(0);
  expect((await asked.ask("/analytics/conversations/details?id=i-judged")).body.conversations).toEqual([]);
  expect((await asked.ask("/analytics/surveys/aggregates/query", sweep)).body.results).toEqual([]);
  for (const path of ["/quality/surveys/slow", "/quality/conversations/i-judged/surveys"])
    expect(await asked.ask(path)).toMatchObject({ status: 403, body: { code: "not.authorized" } });
  const { body } = await asked.ask("/quality/evaluations/search", search);
  expect(body.results).toMatchObject([{ id: "judged", redacted: true }]);
  expect(body.results[0]).not.toHaveProperty("answers");
  const one = (await asked.ask("/quality/conversations/i-judged/evaluations/judged")).body;
  expect(one.redacted).toBe(true);
  expect(one).not.toHaveProperty("answers");
  const [evaluator] = (await asked.ask("/quality/evaluators/activity")).body.entities;
  expect(evaluator).toMatchObject({ numEvaluationsCompleted: 0, numEvaluationsWithoutViewPermission: 1 });
});

test("one division that is granted opens an interaction of several", async () => {
  await using asked = await open(["away", "home"]);
  expect((await asked.ask("/analytics/conversations/details/query", { interval })).body.totalHits).toBe(1);
  expect((await asked.ask("/quality/surveys/slow")).status).toBe(200);
  expect((await asked.ask("/quality/evaluations/search", search)).body.results).toMatchObject([{ redacted: false }]);
});
