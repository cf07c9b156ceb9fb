import type { ChangeFigure } from "../../src/report/comparison/judge.ts";
import type { Figure, NpsFigure } from "../../src/report/figures.ts";
import type { GroupFigures } from "../../src/report/groups/group-figures.ts";
import type { ReportDocument } from "../../src/report/index.ts";

export const figure = (value: number, n: number, low: number | null = null, high: number | null = null): Figure => ({
  ...{ value, n, low, high },
});

export const nobody: Figure = { value: null, n: 0, low: null, high: null };
export const hidden: Figure = { value: null, n: null, low: null, high: null, hidden: true };
const noNps: NpsFigure = { ...nobody, promoters: null, passives: null, detractors: null };
const noRate = { ...nobody, finished: 0, delivered: 0, open: 0, complete: true, outside: {} };
const noCorrelation = { r: null, low: null, high: null, n: 0 };

export const change = (
  verdict: ChangeFigure["verdict"],
  difference: number,
  low: number,
  high: number,
  reason: ChangeFigure["reason"] = null,
): ChangeFigure => ({
  ...{ before: figure(0.85, 390, 0.81, 0.88), difference, low, high, verdict, reason },
  ...{ p: 0.2, level: 0.95, family: 1, min_effect: 0.02, day_factor: 1 },
});

export const group = (name: string, given: Partial<GroupFigures> = {}): GroupFigures => ({
  id: `id-${name}`,
  name,
  responses: given.csat?.n ?? 0,
  points: 5,
  question: null,
  open: 0,
  csat: nobody,
  mean_satisfaction: nobody,
  nps: noNps,
  evaluator_csat: nobody,
  machine_csat: nobody,
  response_rate: nobody,
  coverage: null,
  change: null,
  expected: null,
  shrunk: null,
  band: null,
  band_reason: null,
  visible_change: null,
  ...given,
});

/** A report of an org in which nobody has answered anything. */
export const emptyReport: ReportDocument = {
  generated_at: "2026-11-23T01:00:00.000Z",
  definition_id: "1a2b3c4d",
  range: { from: "2026-10-23T22:00:00.000Z", to: "2026-11-22T23:00:00.000Z" },
  time_zone: "Europe/Berlin",
  basis: "completed",
  rule: "genesys",
  agents: "named",
  pooled: false,
  filter: {},
  compared_with: null,
  responses: 0,
  interactions: 0,
  partial: 0,
  evaluations: 0,
  unlinked: 0,
  csat: nobody,
  mean_satisfaction: { ...nobody, native: null, scale: null, all_gave: null },
  bottom_box: nobody,
  families: [],
  csat_index: nobody,
  nps: noNps,
  ces: { ...nobody, points: null, native: null, scale: null },
  resolution: nobody,
  ces_families: [],
  resolution_families: [],
  evaluator_csat: nobody,
  machine_csat: nobody,
  genesys_score: nobody,
  response_rate: noRate,
  response_rate_by_channel: { web: noRate, voice: noRate },
  csat_by_channel: { web: nobody, voice: nobody },
  completion: nobody,
  comment_rate: nobody,
  coverage: { value: null, surveys: 0, handled: null, from: null, to: null },
  changes: { csat: null, nps: null, mean_satisfaction: null },
  targets: [],
  design_effect: null,
  trend: { unit: "day", points: [], baseline: null },
  distribution: [],
  by: null,
  overlapping: false,
  left_out: 0,
  groups: null,
  queues: [],
  queue_series: [],
  agent_series: [],
  agent_groups: [],
  attribution: null,
  hours: [],
  drivers: [],
  survey_quality: [],
  low_comments: [],
  awaiting_role: 0,
  assumed_directions: [],
  doubtful_directions: [],
  completeness: "complete to 22 Nov 23:45; no survey open",
  complete_to: "2026-11-22T22:45:00.000Z",
  read_from: null,
};

const nps: NpsFigure = { ...figure(0.32, 318, 0.24, 0.4), promoters: 0.48, passives: 0.36, detractors: 0.16 };
const rate = {
  ...figure(0.11, 3700, 0.1, 0.12),
  ...{ finished: 407, delivered: 3700, open: 37, complete: false, outside: { OptOut: 12, Error: 3 } },
};

const days = [0.8, 0.82, null, 0.78, 0.9, 0.86, 0.7, 0.84];

/** A report with something of everything. */
export const fullReport: ReportDocument = {
  ...emptyReport,
  compared_with: { from: "2026-09-23T22:00:00.000Z", to: "2026-10-23T22:00:00.000Z" },
  filter: { queues: ["Billing", "Sales"], media: ["voice"], scores: { from: 0, to: 0.5 }, linked: true },
  responses: 430,
  interactions: 412,
  partial: 12,
  evaluations: 25,
  unlinked: 3,
  csat: figure(0.844, 412, 0.806, 0.876),
  mean_satisfaction: { ...figure(0.752, 412, 0.721, 0.783), native: 4.01, scale: [1, 5], all_gave: null },
  bottom_box: figure(0.06, 412, 0.04, 0.09),
  families: [
    {
      ...{ points: 5, scale: [1, 5], rules: ["4–5 of 1–5"], csat: figure(0.844, 412, 0.806, 0.876) },
      mean_satisfaction: { ...figure(0.752, 412, 0.721, 0.783), native: 4.01, scale: [1, 5], all_gave: null },
      bottom_box: figure(0.06, 412, 0.04, 0.09),
    },
    {
      ...{ points: 10, scale: [1, 10], rules: ["9–10 of 1–10"], csat: figure(0.5, 12, 0.25, 0.75) },
      mean_satisfaction: { ...figure(0.7, 12, 0.5, 0.9), native: 7.3, scale: [1, 10], all_gave: null },
      bottom_box: figure(0.08, 12, 0.01, 0.35),
    },
  ],
  csat_index: figure(0.74, 412, 0.72, 0.76),
  nps,
  ces: { ...figure(0.71, 96, 0.61, 0.79), points: 7, native: 5.4, scale: [1, 7] },
  resolution: figure(0.78, 120, 0.7, 0.84),
  evaluator_csat: figure(0.81, 25, 0.7, 0.9),
  genesys_score: figure(82.4, 430, 81, 83.8),
  response_rate: rate,
  response_rate_by_channel: { web: rate, voice: noRate },
  completion: figure(0.97, 430, 0.95, 0.98),
  comment_rate: figure(0.4, 430, 0.35, 0.45),
  coverage: {
    ...{ value: 0.34, surveys: 3815, handled: 11220 },
    ...{ from: "2026-10-24T00:00:00.000Z", to: "2026-11-22T00:00:00.000Z" },
  },
  changes: {
    csat: change("no clear change", -0.006, -0.04, 0.03),
    nps: change("rise", 0.12, 0.03, 0.21),
    mean_satisfaction: change("no clear change", 0.01, -0.02, 0.04),
  },
  targets: [
    { metric: "csat", queue: null, target: 0.85, verdict: "cannot tell" },
    { metric: "nps", queue: null, target: 0.2, verdict: "met" },
    { metric: "csat", queue: "Billing", target: 0.95, verdict: "missed" },
  ],
  design_effect: 1.31,
  trend: {
    unit: "day",
    baseline: null,
    points: days.map((value, index) => ({
      label: `2026-11-${15 + index}`,
      from: `2026-11-${14 + index}T23:00:00.000Z`,
      to: `2026-11-${15 + index}T23:00:00.000Z`,
      partial: false,
      responses: value === null ? 0 : 50,
      csat: value === null ? nobody : figure(value, 50, value - 0.1, value + 0.1),
      nps: noNps,
      open: 0,
      limits: null,
      breaks: index === 5 ? ["How satisfied are you?: other options"] : [],
    })),
  },
  distribution: [
    { value: 5, answer: "Very satisfied", n: 200 },
    { value: 4, answer: null, n: 148 },
  ],
  queues: [
    group("Billing", {
      csat: figure(0.84, 220, 0.79, 0.88),
      change: change("no clear change", 0, -0.07, 0.07),
      expected: 0.83,
      band: "not distinguishable",
      shrunk: figure(0.838, 220, 0.8, 0.87),
      visible_change: 0.1,
    }),
    group("Sales | Éire", {
      csat: figure(0.91, 180, 0.86, 0.94),
      change: change("rise", 0.09, 0.02, 0.16),
      expected: 0.83,
      band: "above",
    }),
    group("Returns", { csat: figure(0.67, 12, 0.39, 0.86), change: change("too few", 0.1, -0.2, 0.4) }),
    group("Night", { csat: hidden, change: null }),
    group("Chat", { csat: nobody }),
  ],
  agent_groups: [
    group("Zoë K", { csat: figure(0.95, 80, 0.88, 0.98), expected: 0.84, band: "above" }),
    group("Ada L", { csat: figure(0.94, 77, 0.86, 0.97), expected: 0.84, band: "above" }),
    ...["Mia", "Ben", "Kim"].map((name) =>
      group(name, { csat: figure(0.85, 60, 0.74, 0.92), expected: 0.84, band: "not distinguishable" }),
    ),
    group("Lou", { csat: figure(0.6, 50, 0.46, 0.72), expected: 0.84, band: "below" }),
    group("Uma", { csat: figure(1, 3, 0.44, 1), expected: null, band: null, band_reason: "peers" }),
  ],
  attribution: [
    {
      ...{ id: "l", name: "Lou" },
      ...{ genesys: figure(0.6, 50), last: figure(0.6, 50), first: figure(0.75, 60), longest: figure(0.74, 55) },
      ...{ all: figure(0.72, 61), gain: figure(-0.12, 66, -0.2, -0.04) },
    },
    {
      ...{ id: "a", name: "Ada L" },
      ...{ genesys: figure(0.94, 77), last: figure(0.93, 80), first: figure(0.9, 70), longest: figure(0.9, 75) },
      ...{ all: figure(0.91, 78), gain: figure(0.02, 82, -0.01, 0.05) },
    },
  ],
  hours: [{ weekday: 1, hour: 8, csat: figure(0.8, 40, 0.65, 0.9) }],
  drivers: [{ driver: "wait", raw: { r: -0.31, low: -0.4, high: -0.21, n: 400 }, within: noCorrelation }],
  survey_quality: [
    {
      ...{ by: "human", correlation: { r: 0.2, low: -0.1, high: 0.5, n: 40 }, different_agents: 6 },
      quadrants: { score_from: 80, satisfied_good: 18, satisfied_poor: 10, unsatisfied_good: 7, unsatisfied_poor: 5 },
    },
  ],
  low_comments: [
    {
      response_id: "r1",
      interaction_id: "i1",
      submit_date: "2026-11-21T13:03:00.000Z",
      queue_name: "Billing",
      agent_name: "Lou",
      csat_score: 0.25,
      nps_score: 2,
      comment: "Waited | <b>long</b>\nand \u001b[31mnobody\u001b[0m called back, although it had been promised twice",
    },
    {
      ...{ response_id: "r2", interaction_id: null, submit_date: "2026-11-20T08:00:00.000Z", queue_name: null },
      ...{ agent_name: null, csat_score: null, nps_score: 1, comment: "No" },
    },
  ],
  awaiting_role: 2,
  assumed_directions: ["How was it?", "And the bot?", "And we?"],
  completeness: "complete to 22 Nov 23:45; 37 surveys still open; 2 never settled",
  standing: {
    ...{ unread: [], not_read: ["evaluations"], underived: 0, open: 37, never_settled: 2, missing: 0 },
    ...{ compared_at: "2026-11-22T06:10:00.000Z", lost: 0 },
  },
};
