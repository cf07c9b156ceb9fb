import { afterAll, describe, expect, test } from "vitest";
import { evaluation, interaction, monday, slow, smallOrg } from "../../test/orgs/small-org.ts";
import { openAsked } from "../../test/servers/asked.ts";
import { createTestClock } from "../../test/servers/clock.ts";
import { day, isoInterval, isoTime } from "../base/index.ts";

/*
 * Tests of the client rather than of the request: the permissions that the documentation of the official SDKs states
 * for each place, written here a second time, because a sandbox that demands another one than Genesys lets a client
 * ship that asks its administrator for the wrong one.
 */

const org = smallOrg([
  interaction("i-all", monday, { surveys: [slow], evaluations: [evaluation("judged", [["Pending", monday + day]])] }),
]);
const now = monday + 6 * day;
const interval = isoInterval({ from: monday, to: now });
const range = { type: "DATE_RANGE", field: "createdDate", startValue: isoTime(monday), endValue: isoTime(now) };
const details = "/analytics/conversations/details";
const seesDetails = ["analytics:conversationDetail:view", "analytics:agentConversationDetail:view"];
const seesEvaluation = ["quality:evaluation:view", "quality:evaluation:assign", "quality:evaluation:release"];

/** Place, body, and the permissions of which any one is enough. */
const demands: readonly (readonly [path: string, body: object | undefined, permissions: readonly string[]])[] = [
  ["/quality/conversations/i-all/surveys", undefined, ["quality:survey:view"]],
  ["/quality/surveys/slow", undefined, ["quality:survey:view"]],
  ["/quality/forms/surveys", undefined, ["quality:surveyForm:view"]],
  ["/quality/forms/surveys/sf-2", undefined, ["quality:surveyForm:view"]],
  ["/quality/forms/surveys/sf-2/versions", undefined, ["quality:surveyForm:view"]],
  ["/quality/forms/surveys/bulk?id=sf-2", undefined, ["quality:surveyForm:view"]],
  ["/quality/publishedforms/surveys", undefined, ["quality:surveyForm:view"]],
  ["/quality/evaluations/query?agentUserId=agent", undefined, ["quality:evaluation:view"]],
  ["/quality/agents/activity", undefined, ["quality:evaluation:view"]],
  ["/quality/evaluators/activity", undefined, ["quality:evaluation:view"]],
  ["/quality/conversations/i-all/evaluations/judged", undefined, seesEvaluation],
  ["/quality/evaluations/search", { pageNumber: 1, pageSize: 1, query: [range] }, ["quality:evaluation:searchAny"]],
  ["/quality/forms/evaluations", undefined, ["quality:evaluationForm:view"]],
  ["/quality/forms/evaluations/bulk?id=ef-1", undefined, ["quality:evaluationForm:view"]],
  ["/quality/publishedforms/evaluations", undefined, ["quality:evaluationForm:view"]],
  [`${details}/query`, { interval }, seesDetails],
  [`${details}?id=i-all`, undefined, seesDetails],
  ["/analytics/conversations/i-all/details", undefined, seesDetails],
  [
    "/analytics/surveys/aggregates/query",
    { interval, metrics: ["nSurveyResponses"] },
    ["analytics:surveyAggregate:view"],
  ],
  [
    "/analytics/evaluations/aggregates/query",
    { interval, metrics: ["nEvaluations"] },
    ["analytics:evaluationAggregate:view"],
  ],
  [
    "/analytics/conversations/aggregates/query",
    { interval, metrics: ["nConnected"] },
    ["analytics:conversationAggregate:view"],
  ],
  ["/routing/queues", undefined, ["routing:queue:view"]],
  ["/routing/queues/divisionviews", undefined, ["routing:queue:search"]],
  ["/routing/queues/divisionviews/all", undefined, ["routing:queue:search"]],
  ["/routing/wrapupcodes", undefined, ["routing:wrapupCode:view"]],
  ["/teams", undefined, ["groups:team:view"]],
  ["/users", undefined, []],
  ["/users/agent", undefined, []],
  ["/authorization/divisions", undefined, []],
  ["/tokens/me", undefined, []],
  ["/organizations/limits/namespaces/quality", undefined, []],
];

const all = [...new Set(demands.flatMap(([, , permissions]) => permissions))];
const clock = createTestClock(now);
const poor = await openAsked({ org, clock, limit: "off", withoutPermissions: all });
const rich = new Map(
  await Promise.all(
    all.map(async (own) => {
      const withoutPermissions = all.filter((permission) => permission !== own);
      return [own, await openAsked({ org, clock, limit: "off", withoutPermissions })] as const;
    }),
  ),
);
afterAll(async () => {
  for (const asked of [poor, ...rich.values()]) await asked[Symbol.asyncDispose]();
});

describe("SDK docs: each of these permissions alone opens the place, and none of them leaves it closed", () => {
  test.each(demands)("%s", async (path, body, permissions) => {
    const refused = await poor.ask(path, body);
    if (permissions.length === 0) expect(refused.status).toBe(200);
    else
      expect([refused.status, refused.body.messageParams]).toEqual([
        403,
        { permissions: `[${permissions.join(", ")}]` },
      ]);
    for (const permission of permissions)
      expect((await rich.get(permission)?.ask(path, body))?.status).toBeLessThan(300);
  });
});
