import type { Interval } from "../base/index.ts";
import { ask, type Filter } from "../metrics/index.ts";
import type { Reader } from "../warehouse/index.ts";
import type { GroupFigures, ReportDocument, TargetFigure } from "./document.ts";
import { createPhrases } from "./phrases.ts";
import { readHiddenCells, type Source } from "./protection/linked-tables.ts";
import { protectChange, protectCoverage, protectDistribution, protectGroups } from "./protection/rows.ts";
import { isFew, protectFigure, protectNps, protectPoint, unlessFew } from "./protection/small.ts";
import {
  protectBottom,
  protectCounts,
  protectDrivers,
  protectEffort,
  protectEvaluators,
  protectFamily,
  protectMean,
  protectQuality,
  protectRates,
} from "./protection/whole.ts";
import { fewestAgents, fewestShown } from "./request.ts";
import { hiddenFigure } from "./sections/figures.ts";
import type { Called } from "./sections/names.ts";
import { completenessWords } from "./trust.ts";

interface Protecting {
  readonly reader: Reader;
  readonly filter: Filter & { readonly range: Interval };
  readonly compared: Interval | null;
  readonly called: Called;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The document as it may be printed where people are protected: no count from 1 to 9 stands in it or follows from it. Each key
 * says here how it is safe. One that says nothing is not printed: a key that is new does not compile until it does.
 */
export async function protect(document: ReportDocument, asked: Protecting): Promise<ReportDocument> {
  const { reader, filter, signal } = asked;
  const small = document.by === "team" ? await smallTeams(reader, filter, signal) : () => false;
  const tables = oneTableUnderAll(document);
  const hidden = await readHiddenCells({ ...document, ...tables }, { ...asked, withheld: small });
  const queues = protectGroups(tables.queues, "queue", hidden);
  const agents = tables.agent_groups && protectGroups(tables.agent_groups, "agent", hidden);
  const groups =
    document.by === "queue"
      ? queues
      : document.by === "agent"
        ? agents
        : protectGroups(document.groups ?? [], "group", hidden);
  const { csat, nps, mean_satisfaction: mean } = document.changes;
  const whole = {
    csat: protectFigure(document.csat, hiddenFigure),
    mean_satisfaction: protectMean(
      document.mean_satisfaction,
      document.csat,
      document.bottom_box,
      document.families[0]?.points ?? null,
    ),
    nps: protectNps(document.nps),
    ces: protectEffort(document.ces),
    ces_families: document.ces_families.map(protectEffort),
    resolution: protectFigure(document.resolution, hiddenFigure),
    resolution_families: document.resolution_families.map((one) =>
      protectFigure(one, { ...hiddenFigure, points: one.points }),
    ),
    ...protectRates(document, hidden),
  };
  const told = new Set(queues.filter((group) => !group.csat.hidden).map(({ name }) => name));
  const channel = (id: "web" | "voice") =>
    hidden.csat("channel", id) && document.csat_by_channel[id].n !== 0 ? hiddenFigure : document.csat_by_channel[id];
  return {
    // What was asked, and of what kind the answer is.
    generated_at: document.generated_at,
    definition_id: document.definition_id,
    range: document.range,
    time_zone: document.time_zone,
    basis: document.basis,
    rule: document.rule,
    agents: document.agents,
    pooled: document.pooled,
    filter: document.filter,
    compared_with: document.compared_with,
    by: document.by,
    overlapping: document.overlapping,
    left_out: document.left_out,
    complete_to: document.complete_to,
    read_from: document.read_from,
    // Of questions, not of answers.
    awaiting_role: document.awaiting_role,
    assumed_directions: document.assumed_directions,
    doubtful_directions: document.doubtful_directions.filter(({ correlation }) => !isFew(correlation.n)),
    // Of all answers.
    ...protectCounts(document),
    ...whole,
    csat_by_channel: { web: channel("web"), voice: channel("voice") },
    bottom_box: protectBottom(document.bottom_box, document.csat),
    families: document.families.map(protectFamily),
    csat_index: protectFigure(document.csat_index, hiddenFigure),
    ...protectEvaluators(document),
    genesys_score: protectFigure(document.genesys_score, hiddenFigure),
    coverage: protectCoverage(document.coverage, false),
    changes: {
      csat: protectChange(csat, isFew(document.csat.n), isFew(csat?.before.n)),
      nps: protectChange(nps, isFew(document.nps.n), isFew(nps?.before.n)),
      mean_satisfaction: protectChange(mean, whole.mean_satisfaction.hidden === true, isFew(mean?.before.n)),
    },
    targets: document.targets.map((target) => protectTarget(target, whole, queues)),
    design_effect: document.design_effect,
    distribution: protectDistribution(document.distribution, document.csat),
    // Tables that divide the same answers, protected together.
    trend: {
      unit: document.trend.unit,
      baseline: document.trend.baseline,
      points: document.trend.points.map((point) =>
        protectPoint(
          point,
          hidden.csat("trend", point.label) && point.csat.n !== 0,
          hidden.nps("trend", point.label) && point.nps.n !== 0,
        ),
      ),
    },
    queues,
    agent_groups: agents,
    groups: document.groups && groups,
    // The rules share the same answers out, and differ by a few for each agent: each difference would be a count.
    attribution: null,
    // By another time than the rest: what lies between the two times would be a count.
    hours: [],
    drivers: protectDrivers(document),
    survey_quality: protectQuality(document),
    // An answer beside its agent, or in a queue that is not told, would be a cell of one; a short list is a count.
    low_comments:
      document.low_comments.length < fewestShown
        ? []
        : document.low_comments.map((comment) => ({
            ...comment,
            agent_name: null,
            queue_name: told.has(comment.queue_name) ? comment.queue_name : null,
          })),
    ...protectCompleteness(document),
  };
}

/** The sentence has the counts in it: it is made again of those that may be printed. */
function protectCompleteness(document: ReportDocument): Pick<ReportDocument, "completeness" | "standing"> {
  if (!document.standing) return { completeness: "" };
  const { unread, not_read, underived, open, never_settled, missing } = document.standing;
  const counts = {
    underived: unlessFew(underived),
    open: unlessFew(open),
    never_settled: unlessFew(never_settled),
    missing: unlessFew(missing),
  };
  const standing = { unread, not_read, ...counts };
  return {
    completeness: completenessWords({ ...document, standing }, createPhrases("en", document.time_zone)),
    standing,
  };
}

/** Shares of one answer in several tables are no whole answers that could be looked at together: one of them is printed. */
function oneTableUnderAll(document: ReportDocument): Pick<ReportDocument, "queues" | "agent_groups"> {
  const { rule, by, queues, agent_groups } = document;
  if (rule !== "all") return { queues, agent_groups };
  return { queues: by === null || by === "queue" ? queues : [], agent_groups: by === "agent" ? agent_groups : null };
}

type Whole = Pick<ReportDocument, "csat" | "nps" | "mean_satisfaction" | "response_rate" | "resolution" | "ces">;

/** A verdict on a number that is not printed would tell where it lies. */
function protectTarget(target: TargetFigure, whole: Whole, queues: readonly GroupFigures[]): TargetFigure {
  const { metric, queue } = target;
  const metrics: Readonly<Partial<Record<string, { readonly hidden?: true }>>> = { ...(queue === null ? whole : {}) };
  const own = queues.find(({ id, name }) => [id, name].some((word) => word?.toLowerCase() === queue?.toLowerCase()));
  const ofQueue: Readonly<Partial<Record<string, { readonly hidden?: true }>>> = own
    ? { csat: own.csat, mean_satisfaction: own.mean_satisfaction, nps: own.nps, response_rate: own.response_rate }
    : {};
  const found = queue === null ? metrics[metric] : ofQueue[metric];
  return found && !found.hidden ? target : { ...target, verdict: "cannot tell" };
}

/** Teams of so few agents that what is said of the team is said of them. */
async function smallTeams(reader: Reader, filter: Filter, signal?: AbortSignal) {
  const rows = await ask(reader, "volume", { filter, by: "team", signal });
  const small = rows.filter(({ agents }) => agents < fewestAgents);
  return ({ id }: GroupFigures, source: Source): boolean =>
    small.some((team) => team.source === source && team.group_id === id);
}
