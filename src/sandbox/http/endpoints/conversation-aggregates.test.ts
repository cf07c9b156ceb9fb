import { expect, test } from "vitest";
import { interaction, monday, smallOrg } from "../../../../test/orgs/small-org.ts";
import { openAsked } from "../../../../test/servers/asked.ts";
import { createTestClock } from "../../../../test/servers/clock.ts";
import { day, hour, isoInterval, minute } from "../../../base/index.ts";
import { createOrg } from "../../org/org.ts";
import { maxInteractionLength } from "../analytics/conversation-selection.ts";

/* Both interactions are answered after two minutes and talked over for 18. */

const path = "/analytics/conversations/aggregates/query";
const org = smallOrg([interaction("i-one", monday), interaction("i-two", monday + 15 * hour)]);
const midnight = monday - 9 * hour;
const days = (first: number, last: number) => isoInterval({ from: midnight + first * day, to: midnight + last * day });
const open = (now = monday + 3 * day) => openAsked({ org, clock: createTestClock(now), limit: "off" });

test("connected and talked, by queue, agent and media", async () => {
  await using asked = await open();
  const groupBy = ["queueId", "userId", "mediaType"];
  const { body } = await asked.ask(path, { interval: days(0, 7), groupBy, metrics: ["nConnected", "tTalk"] });
  const [talk, sum] = [18 * minute, 36 * minute];
  expect(body.results).toEqual([
    {
      group: { queueId: "queue", userId: "agent", mediaType: "voice" },
      data: [
        {
          interval: days(0, 7),
          metrics: [
            { metric: "tTalk", stats: { min: talk, max: talk, count: 2, sum } },
            { metric: "nConnected", stats: { count: 2 } },
          ],
        },
      ],
    },
  ]);
});

test("a metric counts on the day on which it was emitted, and not before", async () => {
  await using asked = await open();
  const count = async (interval: string) => {
    const { body } = await asked.ask(path, { interval, metrics: ["tTalk"] });
    return body.results[0]?.data[0].metrics[0].stats.count;
  };
  expect([await count(days(0, 1)), await count(days(1, 2)), await count(days(2, 3))]).toEqual([1, 1, undefined]);
  await using early = await open(monday + 19 * minute);
  expect((await early.ask(path, { interval: days(0, 1), metrics: ["tTalk"] })).body.results).toEqual([]);
});

test("filters by queue; a metric that no session has is refused", async () => {
  await using asked = await open();
  const query = { interval: days(0, 7), metrics: ["nConnected"] };
  const filter = { type: "and", predicates: [{ dimension: "queueId", value: "other" }] };
  expect((await asked.ask(path, { ...query, filter })).body.results).toEqual([]);
  expect((await asked.ask(path, { ...query, metrics: ["nHandled"] })).status).toBe(400);
});

test("no interaction lasts longer than the days that are looked through for it", () => {
  const made = createOrg({ seed: 5, firstDay: 20_000, lastDay: 20_020, perDay: 60, switches: [] });
  for (let each = made.firstDay; each <= made.lastDay; each++)
    for (const { start, end } of made.day(each)) expect((end ?? start) - start).toBeLessThan(maxInteractionLength);
});

test.each(["queryType", "sortMetric", "limit"])("%s is not simulated, and unknown to surveys", async (field) => {
  await using asked = await open();
  const query = { interval: days(0, 7), metrics: ["tTalk"], [field]: 1 };
  expect((await asked.ask(path, query)).status).toBe(501);
  const ofSurveys = { ...query, metrics: ["nSurveyResponses"] };
  expect((await asked.ask("/analytics/surveys/aggregates/query", ofSurveys)).status).toBe(400);
});
