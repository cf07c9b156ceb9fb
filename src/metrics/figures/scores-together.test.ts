import { expect, test } from "vitest";
import { answer, openStored, response } from "../../../test/orgs/stored.ts";
import { ask } from "../ask.ts";
import { bucketsOf } from "../periods.ts";
import { scoresTogether, scoresTogetherBy } from "./scores-together.ts";

const range = { from: Date.parse("2026-03-01"), to: Date.parse("2026-04-01") };
const days = bucketsOf(range, "day", { timeZone: "Europe/Berlin", firstDayOfWeek: 1 });
const types = ["Web", "Voice", null];
const names = ["ada", "bo", null];

/** Two lengths of scale and an NPS, at all hours, by three kinds of survey and three agents, of whom each response has two. */
const stored = {
  response: Array.from({ length: 120 }, (_, index) =>
    response(`r${index}`, {
      submit_date: new Date(range.from + ((index * 37) % 744) * 3_600_000).toISOString(),
      survey_type: types[index % 3] ?? null,
      agent_id: names[index % 3] ?? null,
    }),
  ),
  answer: Array.from({ length: 120 }, (_, index) => [
    answer(`r${index}`, 0, {
      ...{ role: "csat", headline: true, points: index % 5 === 0 ? 3 : 5, value: 1 + (index % 3) },
      ...{ satisfaction: (index % 3) / 2, favourable: index % 3 === 2, unfavourable: index % 3 === 0 },
      // From 0 or from 1, so that no part has the ends of all.
      ...{ scale_min: index % 2, scale_max: (index % 5 === 0 ? 2 : 4) + (index % 2) },
    }),
    answer(`r${index}`, 1, {
      ...{ role: "nps", headline: true, points: 11, value: index % 11, satisfaction: null },
      ...{ favourable: index % 11 > 8, unfavourable: index % 11 < 7, scale_min: 0, scale_max: 10 },
    }),
  ]).flat(),
  attribution: Array.from({ length: 120 }, (_, index) =>
    [0.3, 0.7].map((share, part) => ({
      ...{
        organization_id: "org",
        response_id: `r${index}`,
        agent_id: names[(index + part) % 2] ?? null,
        queue_id: "q",
      },
      ...{
        weight_genesys: 1 - part,
        weight_last: part,
        weight_first: 1 - part,
        weight_longest: part,
        weight_all: share,
      },
    })),
  ).flat(),
};

const inOrder = <Row extends object>(rows: readonly Row[]): readonly Row[] =>
  rows.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

test.each(["genesys", "last", "all"] as const)(
  "parts add up to what is asked for as a whole, under the rule %s",
  async (rule) => {
    await using warehouse = await openStored(stored);
    const filter = { range, rule };
    const parts = await ask(warehouse, "scores", { filter, by: "survey-type", buckets: days });
    expect(parts.length).toBeGreaterThan(60);
    const whole = await ask(warehouse, "scores", { filter });
    expect(whole).toHaveLength(3);
    expect(inOrder(scoresTogether(parts, { bucket: null, group_id: null }))).toEqual(inOrder(whole));
    const types = await ask(warehouse, "scores", { filter, by: "survey-type" });
    expect(inOrder(scoresTogetherBy(parts, "group_id"))).toEqual(inOrder(types));
    const daily = await ask(warehouse, "scores", { filter, buckets: days });
    expect(inOrder(scoresTogetherBy(parts, "bucket"))).toEqual(inOrder(daily));
    const agents = await ask(warehouse, "scores", { filter, by: "agent", buckets: days });
    expect(inOrder(scoresTogetherBy(agents, "group_id"))).toEqual(
      inOrder(await ask(warehouse, "scores", { filter, by: "agent" })),
    );
  },
);

test("nothing together is nothing", () => {
  expect(scoresTogether([], { bucket: null, group_id: null })).toEqual([]);
});
