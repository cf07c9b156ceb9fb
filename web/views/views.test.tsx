import { describe, expect, test } from "vitest";
import type { ReportDocument } from "../../src/report/index.ts";
import { change, emptyReport, figure, fullReport, group, hidden, nobody } from "../../test/orgs/invented-report.ts";
import { renderView, textOf } from "../testing/render.tsx";
import { views } from "./registry.ts";

const leftOut = { value: null, n: null, low: null, high: null };
const noShares = { promoters: null, passives: null, detractors: null };
const noRate = { finished: null, delivered: null, open: null, complete: false, outside: {} };
const point = (given: Partial<ReportDocument["trend"]["points"][number]>) => ({
  ...{ label: "2026-11-15", from: "2026-11-14T23:00:00.000Z", to: "2026-11-15T23:00:00.000Z", partial: false },
  ...{ responses: null, csat: hidden, nps: { ...hidden, ...noShares }, open: null, limits: null, breaks: [] },
  ...given,
});

/** As it is printed where people are protected and nothing has ten answers. */
const hiddenReport: ReportDocument = {
  ...fullReport,
  agents: "pseudonym",
  ...{ responses: null, interactions: null, partial: null, evaluations: null, unlinked: null },
  csat: hidden,
  csat_by_channel: { web: hidden, voice: hidden },
  nps: { ...hidden, ...noShares },
  response_rate: { ...hidden, ...noRate },
  response_rate_by_channel: { web: { ...hidden, ...noRate }, voice: { ...hidden, ...noRate } },
  coverage: { value: null, surveys: null, handled: null, from: null, to: null },
  changes: {
    csat: null,
    nps: { ...change("too few", 0, 0, 0), before: hidden, difference: null, low: null, high: null },
    mean_satisfaction: null,
  },
  families: [],
  distribution: [{ value: 5, answer: null, n: null }],
  trend: {
    unit: "day",
    baseline: null,
    points: [point({}), point({ label: "2026-11-16", csat: figure(0.5, 20, 0.3, 0.7) })],
  },
  queues: [
    group("Billing", {
      csat: hidden,
      nps: { ...hidden, ...noShares },
      response_rate: hidden,
      responses: null,
      open: null,
    }),
  ],
  agent_groups: [
    group("agent-7f3a", { csat: hidden, responses: null }),
    group("x", { id: null, name: null, csat: nobody }),
  ],
  low_comments: [],
};

/** As it is where a filter chose by the score: hardly any number is of what was asked for. */
const leftOutReport: ReportDocument = {
  ...fullReport,
  csat: leftOut,
  csat_by_channel: { web: leftOut, voice: leftOut },
  nps: { ...leftOut, ...noShares },
  response_rate: { ...leftOut, ...noRate },
  response_rate_by_channel: { web: { ...leftOut, ...noRate }, voice: { ...leftOut, ...noRate } },
  changes: { csat: null, nps: null, mean_satisfaction: null },
  trend: { unit: "week", baseline: null, points: [point({ csat: leftOut, nps: { ...leftOut, ...noShares } })] },
  queues: [group("Billing", { csat: leftOut, nps: { ...leftOut, ...noShares }, response_rate: leftOut, change: null })],
  agent_groups: [group("Ada", { csat: leftOut })],
};

/** A warehouse whose last sync was killed, with gaps, and one that is empty. */
const status = {
  organizations: [
    {
      ...{ organization_id: "o", organization_name: null, since: null, complete_to: null, open: 3, underived: 1 },
      ...{ never_settled: 0, missing: 2, unlinked: null },
      reconciliation: { compared_at: "2026-11-20T01:00:00.000Z", lost: 3 },
      windows: [
        { sweep: "surveys", read: [], gaps: [{ from: "2026-11-01T00:00:00.000Z", to: "2026-11-02T00:00:00.000Z" }] },
        { sweep: "something new", read: [], gaps: [] },
      ],
      problems: { count: 7, newest: [{ kind: "survey", id: "s", reason: "It has no form." }] },
      runs: [
        { started_at: "2026-11-20T01:00:00.000Z", ended_at: null, outcome: null, message: null, requests: null },
        {
          started_at: "2026-11-19T01:00:00.000Z",
          ended_at: "2026-11-19T01:03:17.000Z",
          outcome: "failed",
          message: "No.",
        },
      ],
      spent: { runs: 2, requests: 12, requests_by_endpoint: { survey: 12 } },
    },
  ],
};
const others = {
  full: { "/api/status": status, "/api/names": [{ id: "q", name: null }], "/api/views": [] },
  empty: { "/api/status": { organizations: [] }, "/api/names": [], "/api/views": [] },
};

const reports = { full: fullReport, empty: emptyReport, hidden: hiddenReport, leftOut: leftOutReport } as const;
const cases = Object.keys(views).flatMap((view) =>
  Object.keys(reports).flatMap((report) => ["en", "de"].map((language) => [view, report, language] as const)),
);

const loaded = async (name: string) => {
  const entry = Object.entries(views).find(([one]) => one === name)?.[1];
  if (!entry) throw new Error(`no view ${name}`);
  return entry.load();
};

describe("a view", () => {
  test.each(cases)("%s of a report that is %s says nothing that is no word, in %s", async (view, report, language) => {
    const document = Object.entries(reports).find(([name]) => name === report)?.[1] ?? fullReport;
    const html = renderView(await loaded(view), {
      ...{ document, language: language === "de" ? "de" : "en", url: `/${view}?queue=q&score=0..0.5` },
      others: report === "empty" ? others.empty : others.full,
    });
    expect(textOf(html)).not.toMatch(/NaN|undefined|null|\[object|Infinity|Invalid/);
    expect(textOf(html)).not.toMatch(/: \./);
    // German dates end with a full stop, and so do sentences.
    expect(textOf(html)).not.toMatch(/(?<!\.)\.\.(?!\.)/);
    expect(html).not.toMatch(/\sstyle=/);
  });
});

test.each([
  ["en", "3 min 17 s"],
  ["de", "3 Min. 17 Sek."],
] as const)(
  "a length of time is written in its two largest units in the list of syncs too, in %s",
  async (language, took) => {
    const html = renderView(await loaded("sync"), { document: fullReport, language, others: others.full });
    expect(textOf(html)).toContain(took);
  },
);

test("of a warehouse without an organization, the runs that were refused stand with their reason", async () => {
  const refused = { started_at: "2026-11-19T01:00:00.000Z", ended_at: "2026-11-19T01:00:07.000Z" };
  const runs = [{ ...refused, outcome: "failed", exit_code: 3, message: "Genesys does not know this client." }];
  const shown = async (answer: unknown) =>
    textOf(renderView(await loaded("sync"), { document: emptyReport, others: { "/api/status": answer } }));
  expect(await shown({ organizations: [], unassigned_runs: runs })).toContain("Genesys does not know this client.");
  expect(await shown({ organizations: [], unassigned_runs: [] })).toContain(
    "Nothing has been read from Genesys Cloud yet",
  );
});

test("where people are protected, no step is made of states that are left out", async () => {
  const document = { ...fullReport, agents: "pseudonym" as const };
  const shown = (one: ReportDocument) => loaded("overview").then((view) => textOf(renderView(view, { document: one })));
  expect(await shown(fullReport)).toContain("Created");
  expect(await shown(document)).not.toContain("Created");
});

test("where people are protected, an empty list is not called one that has nothing", async () => {
  const document = { ...fullReport, agents: "off" as const, distribution: [], low_comments: [] };
  const text = textOf(renderView(await loaded("overview"), { document }));
  expect(text.match(/Nothing, or too few to be shown/g)).toHaveLength(2);
});

test.each([
  ["4–5 of 1–5", "2 of 5"],
  // As it was answered: 2 of 5 would be a good one.
  ["1–2 of 1–5", "4 (1 is best)"],
  ["", "25"],
])("by the rule %s, a comment has its answer as %s", async (rule, score) => {
  const [family] = fullReport.families;
  const [comment] = fullReport.low_comments;
  if (!family || !comment) throw new Error("The invented report has neither.");
  const document = {
    ...fullReport,
    families: [{ ...family, rules: rule === "" ? [] : [rule] }],
    low_comments: [{ ...comment, csat_score: 0.25 }],
  };
  const text = textOf(renderView(await loaded("overview"), { document }));
  expect(text.replaceAll("\u00a0", " ")).toContain(score);
});

test("where forms number a scale differently, each of them has its rule in the headline", async () => {
  const [family] = fullReport.families;
  if (!family) throw new Error("The invented report has no family.");
  const document = { ...fullReport, families: [{ ...family, rules: ["4–5 of 1–5", "3–4 of 0–4"] }] };
  const text = textOf(renderView(await loaded("overview"), { document }));
  expect(text).toContain("satisfied = 4–5 on a scale of 1–5; satisfied = 3–4 on a scale of 0–4");
});
