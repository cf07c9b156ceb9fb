import { expect, test } from "vitest";
import { day as dayLength, readTime } from "../../base/index.ts";
import { createOrg } from "../org/org.ts";
import { truthCredits } from "./response-facts.ts";
import type { ExpectedRow } from "./row.ts";
import { truth } from "./truth.ts";

const days = { firstDay: 20_500, lastDay: 20_560 };
const org = createOrg({ seed: 21, ...days, perDay: 60 });
const now = 20_561 * dayLength;
const range = { from: 20_500 * dayLength, to: now, now };
const rows = truth(org, range);
const surveys = rows.filter(({ source }) => source === "survey");
const evaluations = rows.filter(({ source }) => source === "evaluation");

/** The record of the documentation, key by key. */
const keys = `interaction_id evaluation_id evaluator_id evaluator_name submit_date csat_scores agent_name queue_name
  duration_seconds source response_id survey_id survey_type status form_id form_context_id form_name csat_score satisfied
  csat_index evaluator_csat_score nps_score total_score comment partial sent_date answers agent_id queue_id team_name
  divisions media_type direction interaction_start interaction_end wait_seconds talk_seconds hold_seconds acw_seconds
  handle_seconds total_talk_seconds total_hold_seconds transfers wrap_up agents linked link_problem genesys_url
  texts_read`.split(/\s+/);

test("a row has the record's keys in the record's order", () => {
  for (const row of rows) expect(Object.keys(row)).toEqual(keys);
});

test("rows come by submit date and then id, each response once", () => {
  const places = rows.map((row) => `${row.submit_date} ${row.response_id}`);
  expect(places).toEqual([...new Set(places)].sort());
  expect(surveys.length).toBeGreaterThan(500);
  expect(evaluations.length).toBeGreaterThan(100);
});

test("a range takes what was completed in it, whenever the interaction was", () => {
  const week = { from: 20_553 * dayLength, to: 20_560 * dayLength, now };
  const inWeek = (row: ExpectedRow) => row.submit_date >= "2026-04-10" && row.submit_date < "2026-04-17";
  expect(truth(org, week)).toEqual(rows.filter(inWeek));
  const started = truth(org, week).filter((row) => (readTime(row.interaction_start) ?? 0) < week.from - 10 * dayLength);
  expect(started.length).toBeGreaterThan(0);
});

test("the present decides: what has not happened yet is not found", () => {
  const before = truth(org, { ...range, now: 20_540 * dayLength });
  expect(before.length).toBeLessThan(rows.length);
  const known = new Set(rows.map(({ response_id }) => response_id));
  const gone = before.filter(({ response_id }) => !known.has(response_id));
  // Deleted, retracted or submitted again since.
  expect(gone.length).toBeGreaterThan(0);
  expect(gone.length).toBeLessThan(60);
});

test("a survey is found once analytics has heard of it", () => {
  const [first] = surveys;
  const finished = org.survey(first?.response_id ?? "")?.survey.events.find(({ status }) => status === "Finished");
  const at = (now: number) =>
    truth(org, { ...range, now }).some(({ response_id }) => response_id === first?.response_id);
  expect([at((finished?.eventTime ?? 0) - 1), at(finished?.eventTime ?? 0)]).toEqual([false, true]);
});

test("evaluations are released, finished, no copies, and labelled", () => {
  for (const { response_id } of evaluations) {
    const evaluation = org.evaluation(response_id)?.evaluation;
    expect(evaluation?.calibrationId).toBeNull();
    expect(evaluation?.neverRelease).toBe(false);
    const past = evaluation?.events.filter(({ time }) => time <= now).map(({ status }) => status) ?? [];
    expect(past).toContain("Released");
    expect(past).not.toContain("Deleted");
    expect(past).not.toContain("Retracted");
  }
  expect(evaluations.map(({ form_name }) => form_name)).not.toContain("Compliance check");
  const unreleased = truth(org, range, { unreleased: true });
  expect(unreleased.length).toBeGreaterThan(rows.length + 10);
  expect(unreleased.map(({ form_name }) => form_name)).not.toContain("Compliance check");
});

test("a scheduled release counts from its date on: today some lie ahead, and neither they nor a later day's are rows", () => {
  const ids = (now: number) => truth(org, { ...range, now }, { sources: ["evaluation"] }).map((row) => row.response_id);
  const planned = truth(org, range, { unreleased: true, sources: ["evaluation"] }).flatMap(({ response_id }) => {
    const date = org.evaluation(response_id)?.evaluation.scheduledRelease ?? null;
    return date === null ? [] : [{ id: response_id, date }];
  });
  const ahead = planned.filter(({ date }) => date > now);
  expect(ahead.length).toBeGreaterThan(5);
  expect(ahead.length).toBeLessThan(planned.length);
  for (const { id, date } of planned) expect(ids(now).includes(id)).toBe(date <= now);
  for (const { id, date } of ahead.slice(0, 3)) {
    expect(ids(date - 1)).not.toContain(id);
    expect(ids(date)).toContain(id);
  }
});

test("labels choose evaluations and what stands in their scores, not their score", () => {
  const named = truth(org, range, { labels: ["compliance"], sources: ["evaluation"] });
  expect(named.map(({ form_name }) => form_name)).toContain("Compliance check");
  expect(Object.keys(named[0]?.csat_scores ?? {}).join()).toMatch(/^Did the agent/);
  const both = named.filter(({ form_name }) => form_name === "Conversation quality");
  for (const row of both) {
    const same = evaluations.find(({ response_id }) => response_id === row.response_id);
    if (same) expect(row.evaluator_csat_score).toBe(same.evaluator_csat_score);
  }
  expect(truth(org, range, { labels: [], sources: ["evaluation"] })).toEqual([]);
  expect(truth(org, range, { sources: ["survey"] })).toEqual(surveys);
});

test("answers of customers and of evaluators are never mixed", () => {
  for (const row of evaluations)
    expect([row.csat_score, row.satisfied, row.csat_index, row.partial]).toEqual([null, null, null, null]);
  for (const row of surveys) expect([row.evaluator_csat_score, row.evaluator_id]).toEqual([null, null]);
  expect(surveys.some(({ csat_score, satisfied }) => csat_score === 0.75 && satisfied)).toBe(true);
  expect(surveys.some(({ csat_score }) => csat_score === null)).toBe(true);
});

test("the second question of one text has its own key, answered or not the first", () => {
  const scores = surveys
    .filter(({ form_name }) => form_name === "Digital contact")
    .map((row) => Object.keys(row.csat_scores));
  expect(
    scores.some((one) => one.includes("How satisfied were you?") && one.includes("How satisfied were you? (2)")),
  ).toBe(true);
  expect(
    scores.some((one) => !one.includes("How satisfied were you?") && one.includes("How satisfied were you? (2)")),
  ).toBe(true);
});

test("an answer off the scale is not applicable", () => {
  const doubts = surveys.flatMap(({ answers }) => answers.filter(({ answer }) => answer === "Don't know"));
  expect(doubts.length).toBeGreaterThan(3);
  for (const { value, satisfaction, scale_min, not_applicable } of doubts)
    expect([value, satisfaction, scale_min, not_applicable]).toEqual([null, null, 1, true]);
});

test("nothing is invented: an id that is not returned has no name", () => {
  const nameless = rows.filter(({ queue_id, queue_name }) => queue_id !== null && queue_name === null);
  expect(nameless.length).toBeGreaterThan(5);
  expect(rows.some(({ queue_id }) => queue_id === null)).toBe(true);
  expect(rows.some(({ wrap_up }) => wrap_up?.includes(null))).toBe(true);
  expect(rows.some(({ wrap_up }) => wrap_up?.includes("ININ-WRAP-UP-TIMEOUT"))).toBe(true);
  expect(rows.every(({ agent_name }) => agent_name !== null)).toBe(true);
  expect(evaluations.some(({ talk_seconds, media_type }) => talk_seconds === null && media_type === null)).toBe(true);
});

test("an interaction that goes on has no end and no duration, though its survey is finished", () => {
  const open = surveys.find((row) => row.interaction_end && row.submit_date < row.interaction_end);
  const then = readTime(open?.interaction_end) ?? 0;
  const [row] = truth(org, { ...range, now: then - 1 }).filter(({ response_id }) => response_id === open?.response_id);
  expect(row).toEqual({ ...open, duration_seconds: null, interaction_end: null });
});

test("by default everything is linked; with the switch some is not, and keeps its own words", () => {
  expect(rows.every(({ linked, link_problem }) => linked && link_problem === null)).toBe(true);
  const torn = truth(createOrg({ seed: 21, ...days, perDay: 60, switches: ["missing-interactions"] }), range);
  expect(torn.map(({ response_id }) => response_id)).toEqual(rows.map(({ response_id }) => response_id));
  const lost = torn.filter(({ linked }) => !linked);
  expect(lost.length).toBeGreaterThan(10);
  for (const row of lost) {
    expect(row.link_problem).toBeTruthy();
    expect([row.duration_seconds, row.agents, row.transfers, row.media_type]).toEqual([null, null, null, null]);
    const whole = rows.find(({ response_id }) => response_id === row.response_id);
    expect(row.csat_scores).toEqual(whole?.csat_scores);
    if (row.source === "survey") expect(row.agent_name).toBe(whole?.agent_name);
  }
});

test("credits are known for every response, and rules differ", () => {
  let differing = 0;
  for (const { response_id, agent_id, queue_id, source } of rows) {
    const credits = truthCredits(org, response_id);
    expect(credits?.genesys).toEqual([{ agentId: agent_id, queueId: queue_id, weight: 1 }]);
    if (source === "evaluation") expect(credits?.last).toEqual(credits?.genesys);
    if (credits?.first[0]?.agentId !== credits?.last[0]?.agentId) differing++;
  }
  expect(differing).toBeGreaterThan(50);
  expect(truthCredits(org, org.id)).toBeUndefined();
});

test("a text of nothing but blanks is an answer and never a comment", () => {
  const hostile = createOrg({ seed: 21, ...days, lastDay: 20_512, perDay: 100, switches: ["hostile-text"] });
  const torn = truth(hostile, range);
  expect(torn.some(({ answers }) => answers.some(({ answer }) => answer === " \n"))).toBe(true);
  expect(torn.some(({ answers, comment }) => comment === null && answers.some((one) => one.comment === " \n"))).toBe(
    true,
  );
  for (const { comment } of torn) if (comment !== null) expect(comment.trim()).not.toBe("");
});
