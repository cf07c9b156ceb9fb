import { describe, expect, test } from "vitest";
import { evaluation, interaction, monday, slow, smallOrg } from "../../../../test/orgs/small-org.ts";
import { openAsked, type Reply } from "../../../../test/servers/asked.ts";
import { createTestClock } from "../../../../test/servers/clock.ts";
import { day, hour, isoInterval, minute } from "../../../base/index.ts";
import type { SandboxOptions } from "../../sandbox-options.ts";

const path = "/analytics/conversations/details/query";
const interactions = [
  interaction("i-slow", monday, { surveys: [slow] }),
  interaction("i-plain", monday + 5 * hour, { direction: "outbound" }),
  interaction("i-late", monday + 14.9 * hour, { mayBeMissing: true }),
  interaction("i-judged", monday + day, {
    evaluations: [
      evaluation("judged", [
        ["Pending", monday + day],
        ["Finished", monday + 2 * day],
      ]),
    ],
  }),
];
const open = ({ now, hidden, ...options }: SandboxOptions & { now?: number; hidden?: string[] } = {}) =>
  openAsked({
    org: smallOrg(interactions, hidden),
    clock: createTestClock(now ?? monday + 6 * day),
    limit: "off",
    ...options,
  });
const ids = ({ body }: Reply): string[] =>
  (body.conversations ?? []).map((each: { conversationId: string }) => each.conversationId);
const of = (from: number, to: number) => ({ interval: isoInterval({ from, to }) });
const week = of(monday, monday + 7 * day);
const filter = (...predicates: object[]) => [{ type: "and", predicates }];

describe("the details query", () => {
  test("returns what started on the days the interval touches, whenever it ended", async () => {
    await using asked = await open();
    expect(ids(await asked.ask(path, of(monday + 10 * hour, monday + 11 * hour)))).toEqual([
      "i-slow",
      "i-plain",
      "i-late",
    ]);
    // The late one ended on Tuesday; Tuesday does not return it.
    expect(ids(await asked.ask(path, of(monday + 15 * hour, monday + 16 * hour)))).toEqual(["i-judged"]);
    // An interval that ends at midnight does not touch the next day.
    expect(ids(await asked.ask(path, of(monday, monday + 15 * hour)))).toEqual(["i-slow", "i-plain", "i-late"]);
  });

  test("pages, orders and counts", async () => {
    await using asked = await open();
    const page = (pageNumber: number) => ({ ...week, order: "desc", paging: { pageSize: 3, pageNumber } });
    const first = await asked.ask(path, page(1));
    expect([ids(first), first.body.totalHits]).toEqual([["i-judged", "i-late", "i-plain"], 4]);
    expect(ids(await asked.ask(path, page(2)))).toEqual(["i-slow"]);
    const beyond = await asked.ask(path, page(3));
    expect(beyond.body).toEqual({ totalHits: 4 });
  });

  test.each([
    [{ surveyFilters: filter({ dimension: "surveyId", operator: "exists" }) }, ["i-slow"]],
    [{ surveyFilters: filter({ dimension: "surveyId", operator: "notExists" }) }, ["i-plain", "i-late", "i-judged"]],
    [{ surveyFilters: filter({ metric: "oSurveyTotalScore", range: { gte: 93 } }) }, ["i-slow"]],
    [{ surveyFilters: filter({ dimension: "surveyStatus", value: "finished" }) }, []],
    [{ evaluationFilters: filter({ dimension: "evaluationStatus", value: "Finished" }) }, ["i-judged"]],
    [{ conversationFilters: filter({ dimension: "originatingDirection", value: "outbound" }) }, ["i-plain"]],
    [
      {
        segmentFilters: filter({ dimension: "purpose", value: "agent" }, { dimension: "segmentType", value: "wrapup" }),
        surveyFilters: filter({ dimension: "surveyId", operator: "exists" }),
      },
      ["i-slow"],
    ],
    [
      {
        segmentFilters: filter(
          { dimension: "purpose", value: "customer" },
          { dimension: "wrapUpCode", operator: "exists" },
        ),
      },
      [],
    ],
    [
      {
        conversationFilters: [
          {
            type: "or",
            predicates: [
              { dimension: "conversationId", value: "i-late" },
              { dimension: "conversationId", value: "i-slow" },
            ],
          },
        ],
      },
      ["i-slow", "i-late"],
    ],
    [
      {
        surveyFilters: filter({ dimension: "surveyId", operator: "exists" }),
        evaluationFilters: filter({ dimension: "evaluationId", operator: "exists" }),
      },
      [],
    ],
  ])("filters by %j", async (filters, expected) => {
    await using asked = await open();
    expect(ids(await asked.ask(path, { ...week, ...filters }))).toEqual(expected);
  });

  test.each([
    [{ interval: undefined }, "interval"],
    [of(monday, monday + 8 * day), "interval"],
    [
      { ...of(monday, monday + 32 * day), surveyFilters: filter({ dimension: "surveyId", operator: "exists" }) },
      "interval",
    ],
    [{ paging: { pageSize: 101, pageNumber: 1 } }, "paging.pageSize"],
    [{ paging: { pageSize: 100 } }, "paging.pageNumber"],
    [{ order: "descending" }, "order"],
    [{ orderBy: "surveyId" }, "orderBy"],
    [{ surveyFilters: filter({ dimension: "conversationId", value: "x" }) }, "surveyFilters.0.predicates.0.dimension"],
    [{ interaction_ids: ["i-slow"] }, "interaction_ids"],
  ])("refuses %j", async (change, field) => {
    await using asked = await open();
    const { status, body } = await asked.ask(path, { ...week, ...change });
    expect([status, body.code, body.details[0]?.fieldName]).toEqual([400, "bad.request", field]);
  });

  test("31 days are allowed with a filter", async () => {
    await using asked = await open();
    const month = {
      ...of(monday, monday + 31 * day),
      surveyFilters: filter({ dimension: "surveyId", operator: "exists" }),
    };
    expect(ids(await asked.ask(path, month))).toEqual(["i-slow"]);
  });
});

test("an interaction is shown as it stands", async () => {
  await using during = await open({ now: monday + 10 * minute });
  const live = (await during.ask("/analytics/conversations/i-slow/details")).body;
  expect(live).not.toHaveProperty("conversationEnd");
  expect(live).not.toHaveProperty("surveys");
  expect(live.participants[1].sessions[0]).toMatchObject({ metrics: [], segments: [{ segmentType: "interact" }] });
  expect(live.participants[1].sessions[0].segments).toHaveLength(1);
  expect(live.participants[1].sessions[0].segments[0]).not.toHaveProperty("segmentEnd");
  expect((await during.ask("/analytics/conversations/i-plain/details")).status).toBe(404);

  await using later = await open({ now: monday + 2 * hour + 400 });
  const ended = (await later.ask("/analytics/conversations/i-slow/details")).body;
  expect(ended.conversationEnd).toBe("2026-03-02T09:20:00.000Z");
  expect(ended.participants[1].sessions[0].segments[1].wrapUpCode).toBe("resolved");
  expect(ended.surveys).toEqual([expect.objectContaining({ surveyId: "slow", surveyStatus: "Sent" })]);
});

test("rows of surveys and evaluations carry ids and whole-number totals, never answers", async () => {
  await using asked = await open();
  const [answered, judged] = (await asked.ask("/analytics/conversations/details?id=i-slow,i-judged")).body
    .conversations;
  expect(answered.surveys).toEqual([
    {
      ...{ surveyId: "slow", surveyFormId: "sf-2", surveyFormContextId: "survey-form", surveyFormName: "survey-form" },
      ...{ surveyStatus: "Finished", surveyType: "Web", surveyPartialResponse: false, surveyPromoterScore: 9 },
      ...{ userId: "agent", queueId: "queue", oSurveyTotalScore: 93 },
      ...{ surveyCompletedDate: "2026-03-05T09:01:00.000Z", eventTime: "2026-03-05T09:01:00.400Z" },
    },
  ]);
  expect(judged.evaluations[0]).toMatchObject({
    evaluationStatus: "Finished",
    released: false,
    deleted: false,
    oTotalScore: 87,
  });
});

describe("details by id", () => {
  test("leave unknown ids out and take 100 at most", async () => {
    await using asked = await open();
    expect(ids(await asked.ask("/analytics/conversations/details?id=i-slow,nobody&id=i-plain"))).toEqual([
      "i-slow",
      "i-plain",
    ]);
    const tooManyIds = Array.from({ length: 101 }, (_, index) => `i-${index}`).join(",");
    expect((await asked.ask(`/analytics/conversations/details?id=${tooManyIds}`)).status).toBe(400);
    expect((await asked.ask("/analytics/conversations/details")).body.message).toBe("id: required");
  });

  test("with missing interactions switched on, analytics does not have them, and quality has", async () => {
    await using asked = await open({ hidden: ["missing-interactions"] });
    expect((await asked.ask("/analytics/conversations/details?id=i-late")).body).toEqual({ conversations: [] });
    expect(ids(await asked.ask(path, week))).not.toContain("i-late");
    expect((await asked.ask("/quality/conversations/i-late/surveys")).status).toBe(200);
  });
});

test("variants: an empty array, 404 for a missing id", async () => {
  await using asked = await open({ variants: ["empty-conversations", "missing-conversations-404"] });
  expect((await asked.ask(path, of(monday + 4 * day, monday + 5 * day))).body).toEqual({
    conversations: [],
    totalHits: 0,
  });
  expect((await asked.ask("/analytics/conversations/details?id=i-slow,nobody")).status).toBe(404);
});
