import { describe, expect, test } from "vitest";
import { fullReport } from "../../test/orgs/invented-report.ts";
import { renderView, textOf } from "../testing/render.tsx";
import { Comments } from "./comments.tsx";
import { Interaction } from "./interaction.tsx";
import { Responses } from "./responses.tsx";

const hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>\u202e\u0000🧨 javascript:alert(1)";

/** A record of which every text is hostile. */
const record = (changes: object = {}) => ({
  ...{ interaction_id: "i", evaluation_id: null, evaluator_id: "e", evaluator_name: hostile, csat_scores: {} },
  ...{ submit_date: "2026-03-05T08:15:00.000Z", agent_name: hostile, queue_name: hostile, duration_seconds: 61 },
  ...{ source: "survey", response_id: "r", survey_id: "r", survey_type: hostile, status: hostile, form_id: "f" },
  ...{ form_context_id: "f", form_name: hostile, csat_score: 0.75, satisfied: true, csat_index: 0.75 },
  ...{ evaluator_csat_score: null, nps_score: 9, total_score: 80, comment: hostile, partial: false, sent_date: null },
  answers: [
    {
      ...{ question_id: "q", question_context_id: "q", group: hostile, question: hostile, type: "freeTextQuestion" },
      ...{ role: "csat", answer: `${hostile}!`, value: 4, scale_min: 1, scale_max: 5, satisfaction: 0.75 },
      ...{ satisfied: true, comment: hostile, not_applicable: false },
    },
  ],
  ...{ agent_id: "a", queue_id: "b", team_name: hostile, divisions: [hostile, null], media_type: hostile },
  ...{ direction: hostile, interaction_start: "2026-03-05T08:00:00.000Z", interaction_end: null, wait_seconds: 1 },
  ...{ talk_seconds: 1, hold_seconds: 1, acw_seconds: 1, handle_seconds: 1, total_talk_seconds: 1, transfers: 1 },
  ...{ total_hold_seconds: 1, wrap_up: [hostile], agents: [], linked: true, link_problem: null, genesys_url: null },
  ...changes,
});

const interaction = (url: string | null) => ({
  interaction: record(),
  timeline: [
    { kind: "talk", agent_name: hostile, queue_name: hostile, from: "2026-03-05T08:00:00.000Z", to: null },
    { kind: hostile, agent_name: null, queue_name: null, from: "2026-03-05T08:00:00.000Z", to: null },
  ],
  legs: [
    {
      ...{ agent_id: "a", agent_name: hostile, queue_id: "b", queue_name: hostile, wrap_up: [hostile] },
      ...{ talk_seconds: 1, hold_seconds: 2, acw_seconds: 3 },
    },
  ],
  responses: [
    record(),
    record({ response_id: "s", source: "evaluation" }),
    record({ response_id: "t", submit_date: null }),
  ],
  genesys_url: url,
});

const list = {
  total: 3,
  next: null,
  rows: [record(), record({ response_id: "s", csat_score: null, comment: null, answers: [] })],
};
const shown = (url: string, others: Readonly<Record<string, unknown>>) => ({ document: fullReport, url, others });

describe("texts of others are shown as text", () => {
  const search = `?text=${encodeURIComponent("<script>alert(1)")}&figure=${encodeURIComponent(hostile)}`;
  test.each([
    ["comments", renderView(Comments, shown(`/comments${search}`, { "/api/rows": list }))],
    ["responses", renderView(Responses, shown(`/responses${search}`, { "/api/rows": list }))],
    ["interaction", renderView(Interaction, shown("/interactions/i", { "/api/interactions/i": interaction(null) }))],
  ])("%s", (_, html) => {
    expect(html).not.toMatch(/<script|<img|<[^>]*\sonerror=|href="javascript:/i);
    expect(html).not.toMatch(/\sstyle=/);
    expect(html).toContain("&lt;script");
    expect(textOf(html)).not.toMatch(/NaN|undefined|\[object/);
  });
});

test("the way to Genesys Cloud is a link of the web, which cannot reach the page, or none", () => {
  const of = (url: string | null) =>
    renderView(Interaction, shown("/interactions/i", { "/api/interactions/i": interaction(url) }));
  expect(of("https://apps.mypurecloud.com/x")).toMatch(/<a href="https:\/\/apps[^>]*rel="noopener noreferrer"/);
  for (const url of ["javascript:alert(1)", "http://x", "data:text/html,x", null])
    expect(of(url)).not.toContain("_blank");
});

test.each([
  ["csat:5:2", "Answers about satisfaction, answer 2, on scales of 5 values"],
  ["delivered:web", "Surveys that were delivered, by web, of contacts that ended in this period"],
  ["state:OptOut", "Surveys, opted out, of contacts that ended in this period"],
  ["pairs:human:low-high", "by people, customer not satisfied, evaluation good"],
  ["driver:wait", "Answers whose journey is known: waiting"],
  ["hour:1:9:5", "Mon 09:00"],
  ["question:q:3", "Answers to one question: How was it? , answer 3"],
  ["unheard:of", "unheard:of"],
])("%s is named in words", (figure, words) => {
  const others = { "/api/rows": list, "/api/names": [{ id: "q", name: "How was it?" }] };
  expect(textOf(renderView(Responses, shown(`/responses?figure=${figure}`, others)))).toContain(words);
});

test("what was searched for is marked, and a file has the same selection", () => {
  const rows = { ...list, rows: [record({ comment: "So LONG a wait" })] };
  const html = renderView(Comments, shown("/comments?queue=q&text=long", { "/api/rows": rows }));
  expect(html).toContain("<mark>LONG</mark>");
  expect(html).toContain('href="/api/export?queue=q&amp;text=long&amp;figure=comments&amp;format=csv"');
  expect(html).toContain('href="/interactions/i?queue=q&amp;text=long&amp;figure=comments&amp;list=comments"');
});
