import { ask, type Filter } from "../metrics/index.ts";
import type { Reader } from "../warehouse/index.ts";
import type { GroupFigures, RateFigure, ReportDocument } from "./document.ts";
import { fewestAgents, fewestShown } from "./request.ts";
import { hiddenCoverage, hiddenFigure, hiddenNps } from "./sections/figures.ts";
import {
  coverageSize,
  protectCells,
  protectChange,
  protectCredits,
  protectFigure,
  protectGroups,
  protectTrend,
} from "./sections/protect.ts";

/** The document without any number that stands on too few answers, or that would give one away. */
export async function protect(
  document: ReportDocument,
  reader: Reader,
  filter: Filter,
  signal?: AbortSignal,
): Promise<ReportDocument> {
  const small = document.by === "team" ? await smallTeams(reader, filter, signal) : () => false;
  const queues = protectGroups(document.queues, true);
  const told = new Set(queues.filter(({ csat }) => !csat.hidden).map(({ name }) => name));
  const { csat, nps, mean_satisfaction: mean } = document.changes;
  const few = document.csat.n !== null && document.csat.n > 0 && document.csat.n < fewestShown;
  const fewNps = document.nps.n !== null && document.nps.n > 0 && document.nps.n < fewestShown;
  const isFew = (n: number | null | undefined): boolean => n != null && n > 0 && n < fewestShown;
  return {
    ...document,
    ...(isFew(document.responses) ? { responses: null, partial: null } : {}),
    ...(isFew(document.evaluations) ? { evaluations: null } : {}),
    ...(isFew(document.interactions) ? { interactions: null } : {}),
    csat: protectFigure(document.csat, hiddenFigure),
    csat_by_channel: protectChannels(document.csat_by_channel),
    mean_satisfaction: protectFigure(document.mean_satisfaction, {
      ...hiddenFigure,
      native: null,
      scale: null,
      all_gave: null,
    }),
    bottom_box: protectFigure(document.bottom_box, hiddenFigure),
    families: protectCells(document.families, document.pooled).map((family) =>
      family.csat.hidden
        ? {
            ...family,
            bottom_box: hiddenFigure,
            mean_satisfaction: { ...hiddenFigure, native: null, scale: null, all_gave: null },
          }
        : family,
    ),
    csat_index: protectFigure(document.csat_index, hiddenFigure),
    nps: protectFigure(document.nps, hiddenNps),
    ces: protectFigure(document.ces, { ...hiddenFigure, points: document.ces.points, native: null, scale: null }),
    resolution: protectFigure(document.resolution, hiddenFigure),
    evaluator_csat: protectFigure(document.evaluator_csat, hiddenFigure),
    genesys_score: protectFigure(document.genesys_score, hiddenFigure),
    ...protectRates(document),
    coverage: protectCoverage(document.coverage),
    completion: protectFigure(document.completion, hiddenFigure),
    comment_rate: protectFigure(document.comment_rate, hiddenFigure),
    changes: {
      csat: protectChange(csat, few, isFew(csat?.before.n)),
      nps: protectChange(nps, fewNps, isFew(nps?.before.n)),
      mean_satisfaction: protectChange(mean, few, isFew(mean?.before.n)),
    },
    targets: document.targets.map((target) =>
      target.queue === null || told.has(target.queue) ? target : { ...target, verdict: "cannot tell" },
    ),
    trend: { ...document.trend, points: protectTrend(document.trend.points) },
    distribution: few ? [] : document.distribution,
    groups: document.groups && protectGroups(document.groups, !document.overlapping, small),
    queues,
    agent_groups: document.agent_groups && protectGroups(document.agent_groups, true),
    attribution: document.attribution && protectCredits(document.attribution),
    hours: protectCells(document.hours),
    // An answer beside its agent, or in a queue that is not told, would be a cell of one.
    low_comments: document.low_comments.map((comment) => ({
      ...comment,
      agent_name: null,
      queue_name: told.has(comment.queue_name) ? comment.queue_name : null,
    })),
  };
}

function protectCoverage(coverage: ReportDocument["coverage"]): ReportDocument["coverage"] {
  const n = coverageSize(coverage);
  return n > 0 && n < fewestShown ? { ...coverage, ...hiddenCoverage } : coverage;
}

function protectChannels(channels: ReportDocument["csat_by_channel"]): ReportDocument["csat_by_channel"] {
  const [web, voice] = protectCells([{ csat: channels.web }, { csat: channels.voice }]);
  return { web: web?.csat ?? channels.web, voice: voice?.csat ?? channels.voice };
}

function protectRates(document: ReportDocument): Pick<ReportDocument, "response_rate" | "response_rate_by_channel"> {
  const withheld: RateFigure = {
    ...document.response_rate,
    ...hiddenFigure,
    finished: null,
    delivered: null,
    open: null,
    outside: {},
  };
  const { web, voice } = document.response_rate_by_channel;
  const channels = protectCells([{ csat: web }, { csat: voice }]);
  return {
    response_rate: protectFigure(document.response_rate, withheld),
    response_rate_by_channel: {
      web: channels[0]?.csat.hidden ? withheld : web,
      voice: channels[1]?.csat.hidden ? withheld : voice,
    },
  };
}

/** Teams of so few agents that what is said of the team is said of them. */
async function smallTeams(reader: Reader, filter: Filter, signal?: AbortSignal) {
  const rows = await ask(reader, "volume", { filter, by: "team", signal });
  const small = new Set(
    rows.filter(({ source, agents }) => source === "survey" && agents < fewestAgents).map(({ group_id }) => group_id),
  );
  return ({ id }: GroupFigures): boolean => small.has(id);
}
