import type { Filter } from "../metrics/index.ts";
import type { GroupFigures, RateFigure, ReportDocument, TrendPoint } from "./document.ts";
import { leftOut, leftOutMean, leftOutNps } from "./sections/figures.ts";

/** A document without what is not of that which the filter asks for. */
export function onlyAsked(document: ReportDocument, { scores, questions = [] }: Filter): ReportDocument {
  if (scores) return onlyRows(document);
  return questions.length > 0 ? onlyQuestions(document) : document;
}

const noRate: RateFigure = { ...leftOut, finished: null, delivered: null, open: null, complete: true, outside: {} };

/** Numbers of whole surveys are of no single question, and the lowest of the leads are not those of another one. */
function onlyQuestions(document: ReportDocument): ReportDocument {
  const only = (groups: readonly GroupFigures[]): readonly GroupFigures[] =>
    groups.map((group) => ({ ...group, ...notJudged, response_rate: leftOut, open: null, coverage: null }));
  return {
    ...document,
    ...withoutSurveys,
    trend: { ...document.trend, points: document.trend.points.map((point) => ({ ...point, open: null })) },
    groups: document.groups && only(document.groups),
    queues: only(document.queues),
    agent_groups: document.agent_groups && only(document.agent_groups),
    low_comments: [],
  };
}

const notJudged = { evaluator_csat: leftOut, machine_csat: leftOut } as const;

const withoutSurveys = {
  partial: null,
  csat_index: leftOut,
  ...notJudged,
  genesys_score: leftOut,
  response_rate: noRate,
  response_rate_by_channel: { web: noRate, voice: noRate },
  completion: leftOut,
  comment_rate: leftOut,
  coverage: { value: null, surveys: null, handled: null, from: null, to: null },
  targets: [],
  drivers: [],
  survey_quality: [],
  doubtful_directions: [],
} as const satisfies Partial<ReportDocument>;

/** Responses that were chosen by their score have none that could be told of: only how many they are, and what they say. */
function onlyRows(document: ReportDocument): ReportDocument {
  const only = (groups: readonly GroupFigures[]): readonly GroupFigures[] => groups.map(onlyCount);
  return {
    ...document,
    ...withoutSurveys,
    partial: document.partial,
    csat: leftOut,
    csat_by_channel: { web: leftOut, voice: leftOut },
    mean_satisfaction: leftOutMean,
    bottom_box: leftOut,
    families: [],
    nps: leftOutNps,
    ces: { ...leftOut, points: null, native: null, scale: null },
    ces_families: [],
    resolution: leftOut,
    resolution_families: [],
    compared_with: null,
    changes: { csat: null, nps: null, mean_satisfaction: null },
    design_effect: null,
    trend: { ...document.trend, baseline: null, points: document.trend.points.map(onlyPoint) },
    groups: document.groups && only(document.groups),
    queues: only(document.queues),
    agent_groups: document.agent_groups && only(document.agent_groups),
    attribution: null,
    hours: [],
  };
}

const onlyPoint = ({ label, from, to, partial, responses, breaks }: TrendPoint): TrendPoint => ({
  ...{ label, from, to, partial, responses, breaks },
  ...{ csat: leftOut, nps: leftOutNps, open: null, limits: null },
});

const onlyCount = ({ id, name, responses, points, question }: GroupFigures): GroupFigures => ({
  ...{ id, name, responses, points },
  question: question && { ...question, ces: null, resolution: null },
  csat: leftOut,
  mean_satisfaction: leftOut,
  nps: leftOutNps,
  ...notJudged,
  response_rate: leftOut,
  open: null,
  coverage: null,
  change: null,
  ...{ expected: null, shrunk: null, band: null, band_reason: null, visible_change: null },
});
