import { expect, test } from "vitest";
import { lastWeek, openSandboxed } from "../../test/servers/sandboxed.ts";
import { endpoints } from "../genesys/index.ts";
import { type EventQuery, readEvents } from "./events.ts";
import { createFindings } from "./findings.ts";
import { defaultRequest } from "./request.ts";

const answered: EventQuery = {
  endpoint: endpoints.surveyAggregates,
  things: "answered surveys",
  metrics: ["nSurveyResponses"],
  groupBy: ["surveyId"],
  checked: ["nSurveyResponses"],
};

test("a window that counts much is asked for in pieces that count less, and names the same", async () => {
  await using org = await openSandboxed({ seed: 3, perDay: 30, days: 9 });
  const { genesys, clock, events } = org;
  const context = {
    genesys,
    clock,
    request: defaultRequest(lastWeek),
    findings: createFindings(),
    signal: undefined,
    count() {},
  };
  const asked = () => events.filter(({ type }) => type === "request").length;
  const named = async (query: EventQuery) => {
    const groups = await readEvents(context, [lastWeek], query);
    return groups.map(({ group }) => group?.["surveyId"]).sort();
  };
  const whole = await named(answered);
  const before = asked();
  expect(await named({ ...answered, maxCount: 8 })).toEqual(whole);
  const pieces = Math.ceil(whole.length / 8);
  expect(pieces).toBeGreaterThan(3);
  // Halves are counted, and those that are few enough are asked for.
  expect(asked() - before).toBeGreaterThanOrEqual(3 * pieces - 1);
});
