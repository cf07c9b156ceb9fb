import { expect, test } from "vitest";
import { day, minute, second } from "../../src/base/index.ts";
import { type Completeness, reportMarkdown } from "../../src/report/index.ts";
import type { Survey } from "../../src/sandbox/model.ts";
import { monday } from "../orgs/small-org.ts";
import { open, simple } from "../truth/metrics-opened.ts";
import { answer } from "../truth/metrics-played.ts";
import { reported } from "../truth/metrics-reported.ts";

const steps = ["Pending", "Sent", "InProgress", "Finished"] as const;

/** A survey that got so far. */
const upTo = (id: string, last: (typeof steps)[number], hours: number, type: Survey["type"] = "Web") => {
  const events = steps.slice(0, steps.indexOf(last) + 1).map((status, at) => {
    const time = monday + hours * 60 * minute + (21 + at * 2) * minute;
    return { status, time, eventTime: time + second };
  });
  return answer(id, hours, simple, last === "Finished" ? { overall: 5 } : {}, { events, type });
};

const cohort = [
  upTo("pending", "Pending", 1),
  upTo("sent", "Sent", 2),
  upTo("begun", "InProgress", 3),
  upTo("done", "Finished", 4),
  upTo("late", "Sent", 30),
];

test("up to the horizon surveys are open, and are counted next to their groups and periods", async () => {
  await using measured = await open([simple], cohort);
  const { document, markdown } = await reported(measured, { by: "media" });
  expect(document.response_rate).toMatchObject({ finished: 1, delivered: 4, open: 4, complete: false });
  expect(document.groups?.map(({ open: one }) => one)).toEqual([4]);
  expect(document.queues.map(({ open: one }) => one)).toEqual([4]);
  const points = document.trend.points.filter((point) => point.open !== 0);
  expect(points.map(({ label, open: one }) => [label, one])).toEqual([
    ["2026-03-02", 3],
    ["2026-03-03", 1],
  ]);
  expect(markdown).toContain("not yet complete (4 open)");
  expect(markdown).toContain(", 3 surveys still open");
});

test.each([
  ["before it", 60 * day, 4],
  ["of all but the last", measuredHorizon(29), 1],
  ["of none", day, 0],
])("past the horizon a survey is not answered, and its cohort ends: %s", async (_, horizon, still) => {
  await using measured = await open([simple], cohort);
  const after = { now: measured.now, horizon: typeof horizon === "function" ? horizon(measured.now) : horizon };
  const { document } = await reported(measured, after);
  expect(document.response_rate).toMatchObject({
    ...{ value: 0.25, finished: 1, delivered: 4, open: still, complete: still === 0 },
    outside: { Pending: 1 },
  });
});

/** So long that what began before that hour is past it. */
function measuredHorizon(hours: number): (now: number) => number {
  return (now) => now - (monday + hours * 60 * minute);
}

test("completion leaves out who is still at it, and counts who left it past the horizon", async () => {
  await using measured = await open([simple], cohort);
  expect((await reported(measured)).document.completion).toMatchObject({ value: 1, n: 1 });
  const { document } = await reported(measured, { now: measured.now, horizon: day });
  expect(document.completion).toMatchObject({ value: 0.5, n: 2 });
});

test("web and voice are never one sentence", async () => {
  const voice = [upTo("v1", "Finished", 5, "Voice"), upTo("v2", "Finished", 6, "Voice")];
  await using measured = await open([simple], [...cohort, ...voice]);
  const both = await reported(measured, { horizon: day });
  expect(both.text).toContain(
    "25 % of the surveys delivered by web were answered, 100 % of the voice surveys that were delivered were answered to the end,",
  );
  expect(both.text).not.toContain("50 % of the surveys");
  await using one = await open([simple], voice);
  const { text } = await reported(one, { horizon: day });
  expect(text).toContain("chance only: 100 % of the voice surveys that were delivered were answered to the end,");
});

const gap = { from: "2026-01-01T00:00:00.000Z", to: "2026-06-01T00:00:00.000Z" };
const whole = { unread: [], not_read: [], underived: 0, open: 0, never_settled: 0, missing: 0 };
test.each<[string, Partial<Completeness>]>([
  ["before anything was read", { readFrom: monday + 40 * day }],
  ["after all that was read", { completeTo: monday - 20 * day }],
  ["in a gap", { state: { ...whole, unread: [gap] } }],
  ["where surveys may not be read", { state: { ...whole, not_read: ["surveys"] } }],
])("a range that was never read is not reported as empty: %s", async (_, found) => {
  await using measured = await open([simple], []);
  const completeness = { sentence: "", completeTo: measured.now, ...found };
  const { document, text } = await reported(measured, { completeness });
  expect(text).toContain("CSAT not read NPS after contact not read");
  expect(text).toContain("how many surveys were delivered and answered has not been read");
  expect(text).not.toMatch(/no survey was delivered|no answers/);
  expect(reportMarkdown(document, "de")).toContain("ist nicht gelesen");
  expect((await reported(measured)).text).toContain("no survey was delivered");
});

test.each([
  ["a role", "UPDATE question SET role = 'other' WHERE question_id = 'f1-overall'"],
  ["a lead", "UPDATE question SET lead = false"],
  ["where satisfied begins", "UPDATE question SET satisfied_from = 5"],
  ["which end is best", "UPDATE question SET best = 'low'"],
  ["the scale", "UPDATE question SET scale_max = 10"],
])("the definition id covers what was decided: %s", async (_, sql) => {
  await using measured = await open([simple], cohort);
  const id = async (settings: string | null = "settings", from = monday - 9 * day) =>
    (await reported(measured, { definitionId: settings, filter: { range: { from, to: monday + 10 * day } } })).document
      .definition_id;
  const before = await id();
  expect(before).toMatch(/^[0-9a-f]{12}$/);
  expect(await id("settings", monday + day)).toBe(before);
  expect(await id("others")).not.toBe(before);
  expect(await id(null)).toBeNull();
  await measured.synced.warehouse.transaction((tx) => tx.run(sql));
  expect(await id()).not.toBe(before);
});
