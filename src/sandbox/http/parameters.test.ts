import { afterAll, expect, test } from "vitest";
import { evaluation, interaction, monday, smallOrg } from "../../../test/orgs/small-org.ts";
import { openAsked } from "../../../test/servers/asked.ts";
import { createTestClock } from "../../../test/servers/clock.ts";
import { day } from "../../base/index.ts";

/* The official JavaScript SDK joins arrays with commas, the Python SDK repeats the parameter. */

const judged = evaluation("judged", [
  ["Pending", monday + day],
  ["Finished", monday + 2 * day],
]);
const org = smallOrg([interaction("i-one", monday, { evaluations: [judged] }), interaction("i-two", monday)]);
const asked = await openAsked({ org, clock: createTestClock(monday + 3 * day), limit: "off" });
afterAll(() => asked[Symbol.asyncDispose]());

test.each([
  ["/analytics/conversations/details", "id", ["i-one", "i-two"]],
  ["/users?state=any", "id", ["agent", "gone"]],
  ["/routing/queues", "id", ["queue", "other"]],
  ["/routing/queues", "divisionId", ["home", "away"]],
  ["/routing/wrapupcodes", "id", ["resolved", "other"]],
  ["/authorization/divisions", "id", ["home", "away"]],
  ["/quality/forms/surveys/bulk", "id", ["sf-1", "sf-2"]],
  ["/quality/forms/surveys/bulk/contexts", "contextId", ["survey-form", "other"]],
  ["/quality/conversations/i-one/evaluations/judged", "expand", ["agent", "evaluationForm"]],
  ["/quality/evaluations/query?evaluatorUserId=eva", "evaluationState", ["PENDING", "FINISHED"]],
  ["/quality/agents/activity?userState=Any", "agentUserId", ["agent", "gone"]],
])("%s takes several of %s joined or repeated", async (path, name, values) => {
  const start = `${path}${path.includes("?") ? "&" : "?"}`;
  const joined = await asked.ask(`${start}${name}=${values.join(",")}`);
  const repeated = await asked.ask(`${start}${values.map((value) => `${name}=${value}`).join("&")}`);
  expect(joined.status).toBe(200);
  expect(withoutLinks(repeated.body)).toEqual(withoutLinks(joined.body));
});

/** Links repeat the request unchanged. */
const withoutLinks = (body: unknown): unknown =>
  JSON.parse(JSON.stringify(body), (key, value: unknown) => (/^(first|last|self|next)Uri$/.test(key) ? "" : value));
