/*
 * What a report says, as `--format json` prints it; the other formats are made of it and of nothing else. Shares are fractions
 * of 1, NPS is a fraction from −1 to 1, bounds are 95 % and null where there is no data or too little; times are ISO 8601 in
 * UTC. What is not known is null; a figure with a null n is left out, since it is not of what was asked for. A cell that may not be told, to protect who is in it, is `{ hidden: true }` with nulls.
 */

export interface Figure {
  readonly value: number | null;
  readonly n: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Present where a rule shares answers out: what they are worth, (Σw)²/Σw², which the bounds rest on. */
  readonly effective_n?: number;
  /** Present, and true, where the number is withheld: too few answers under `agents = "pseudonym"` or `"off"`. */
  readonly hidden?: true;
}

export interface NpsFigure extends Figure {
  readonly promoters: number | null;
  readonly passives: number | null;
  readonly detractors: number | null;
}

export interface MeanFigure extends Figure {
  /** On the question's own scale, where all have the same. */
  readonly native: number | null;
  readonly scale: readonly [number, number] | null;
  /** The one answer that everybody gave. */
  readonly all_gave: number | null;
}

/** The share of answers that say it was easy. */
export interface EffortFigure extends Figure {
  readonly points: number | null;
  /** The mean answer on the question's own scale. */
  readonly native: number | null;
  readonly scale: readonly [number, number] | null;
}

/** CSAT on scales of one length. */
export interface FamilyFigures {
  readonly points: number;
  readonly scale: readonly [number, number] | null;
  /** Which answers count as satisfied, as each form's scale says: "4–5 of 1–5". */
  readonly rules: readonly string[];
  readonly csat: Figure;
  readonly mean_satisfaction: MeanFigure;
  readonly bottom_box: Figure;
}

/** Resolution on scales of one length. */
export interface ShareFamily extends Figure {
  readonly points: number;
}

/** One question under `--by question`: the number of its own role, of all who answered it. */
export interface QuestionFigures {
  /** csat, nps, ces, resolution, comment, other or unconfirmed; the first two have their numbers beside this. */
  readonly role: string;
  readonly n: number | null;
  /** Of a question about effort; null for any other. */
  readonly ces: EffortFigure | null;
  /** Of a question whether it was solved; null for any other. */
  readonly resolution: Figure | null;
  /** Of a question that is no score: how often each option was chosen, as a share of `n`; null for any other, and withheld. */
  readonly answers:
    | readonly { readonly value: number; readonly answer: string | null; readonly n: number; readonly share: number }[]
    | null;
}

/** `cannot tell`: no data, or an interval on both sides of what would have to be shown. */
export type Verdict = "rise" | "fall" | "no clear change" | "too few" | "no verdict";

/** The same number before, and what came between. */
export interface ChangeFigure {
  readonly before: Figure;
  readonly difference: number | null;
  /** At 95 %, whatever the verdict took. */
  readonly low: number | null;
  readonly high: number | null;
  readonly verdict: Verdict;
  /** Why there is no verdict. */
  readonly reason: "running" | "break" | "incomplete" | "open" | "families" | "days" | null;
  /** Of no change, with the variation between days; null where that is not known. */
  readonly p: number | null;
  /** The confidence level of the verdict: intervals at this level exclude 0 where a change was found. */
  readonly level: number;
  /** How many comparisons were judged together. */
  readonly family: number;
  /** The least change that is called one. */
  readonly min_effect: number;
  /** By how much the days vary more than chance, as a factor of the variance; at least 1, null where it is not known. */
  readonly day_factor: number | null;
}

export interface RateFigure extends Figure {
  readonly finished: number | null;
  readonly delivered: number | null;
  readonly open: number | null;
  /** Whether no survey of the cohort may still be answered. */
  readonly complete: boolean;
  /** Surveys outside of the rate, by state. */
  readonly outside: Readonly<Record<string, number>>;
}

/** Surveys created for each interaction that an agent handled. */
export interface GroupCoverage {
  readonly value: number | null;
  readonly surveys: number | null;
  readonly handled: number | null;
  /** Present, and true, where it is withheld. */
  readonly hidden?: true;
}

export interface CoverageFigure extends GroupCoverage {
  /** The whole days of UTC that it is counted by; null where the range has none. */
  readonly from: string | null;
  readonly to: string | null;
}

export interface TargetFigure {
  readonly metric: string;
  /** Null: the whole. */
  readonly queue: string | null;
  readonly target: number;
  readonly verdict: "met" | "missed" | "cannot tell";
}

export interface GroupFigures {
  /** Null: those of which it is not known. */
  readonly id: string | null;
  readonly name: string | null;
  /** The answers that `csat` is of. */
  readonly responses: number | null;
  /** Different values of the scale that `csat` is of: the one on which the group has most answers; null where it has none, or pooled. */
  readonly points: number | null;
  /** Null in groups by anything else. */
  readonly question: QuestionFigures | null;
  readonly csat: Figure;
  readonly mean_satisfaction: Figure;
  readonly nps: NpsFigure;
  /** What people judged, which is none of `responses`. */
  readonly evaluator_csat: Figure;
  /** What machines judged. */
  readonly machine_csat: Figure;
  /** Of the surveys whose interactions ended in the range. */
  readonly response_rate: Figure;
  /** Of these surveys, those that may still be answered: while there are any, the rate is a lower bound. */
  readonly open: number | null;
  /** Of queues, agents and media under `by`, whole days of UTC; null where it cannot be known. */
  readonly coverage: GroupCoverage | null;
  /** Null where nothing is compared. */
  readonly change: ChangeFigure | null;
  /** Agents and queues: beside what their own mix of queues, media and forms would lead to expect. */
  readonly expected: number | null;
  /** Drawn towards the expected value, the more the fewer answers there are; null where there are too few groups. */
  readonly shrunk: Figure | null;
  readonly band: "above" | "not distinguishable" | "below" | null;
  /**
   * Agents and queues: why there is no band. `peers`: nobody to compare with, fewer than three others have answers in the same
   * mix; `agents`: it cannot be told from the people in it; `shared`: the rule shares answers out;
   * `open`: more than 2 % of the cohort may still answer.
   */
  readonly band_reason: "peers" | "agents" | "shared" | "open" | null;
  /** The smallest true change that the verdict of this table finds in 80 % of cases; null below 30 answers on either side. */
  readonly visible_change: number | null;
}

export interface TrendPoint {
  readonly label: string;
  readonly from: string;
  readonly to: string;
  /** Cut off by the range, or not over yet. */
  readonly partial: boolean;
  readonly responses: number | null;
  readonly csat: Figure;
  readonly nps: NpsFigure;
  /** Surveys of interactions that ended within it that may still be answered. */
  readonly open: number | null;
  /** Laney p′ limits of the stretch that one question was asked in; null with fewer than 20 points, or too few answers. */
  readonly limits: { readonly low: number; readonly high: number } | null;
  /** What changed in a lead question's text, options or scale within it. */
  readonly breaks: readonly string[];
}

export interface CommentFigure {
  readonly response_id: string;
  readonly interaction_id: string | null;
  readonly submit_date: string | null;
  readonly queue_name: string | null;
  readonly agent_name: string | null;
  readonly csat_score: number | null;
  readonly nps_score: number | null;
  /** Null where nothing was written. */
  readonly comment: string | null;
}

/** One agent, or null for what a rule finds nobody for: as the rule that blames the last one sees them and as the weighted rule does. */
export interface CreditFigure {
  readonly id: string | null;
  readonly name: string | null;
  readonly genesys: Figure;
  readonly last: Figure;
  readonly first: Figure;
  readonly longest: Figure;
  readonly all: Figure;
  /**
   * CSAT under `last` less CSAT under `all`, of the answers that either gives a part of: above 0 gains where the last agent is
   * blamed or praised for everything. Null below 10 answers; its interval is of the same answers seen in two ways.
   */
  readonly gain: Figure;
}

export interface Correlation {
  readonly r: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number | null;
}

export interface DriverFigure {
  readonly driver: "wait" | "talk" | "hold" | "transfers";
  readonly raw: Correlation;
  /** Within queue and media. */
  readonly within: Correlation;
}

export interface QualityFigure {
  readonly by: "human" | "machine";
  readonly correlation: Correlation;
  /** Pairs whose survey and evaluation have different agents: not in the correlation. */
  readonly different_agents: number;
}

/** What of the warehouse is not complete; a count is null where it is withheld. */
export interface Standing {
  readonly unread: readonly { readonly from: string; readonly to: string }[];
  readonly not_read: readonly ("surveys" | "evaluations")[];
  /** Responses that are stored and whose rows are not derived yet, or not again: they may be missing from every number. */
  readonly underived: number | null;
  /** Surveys that may still be answered. */
  readonly open: number | null;
  readonly never_settled: number | null;
  /** Answered responses whose answers could not be read yet. */
  readonly missing: number | null;
}

export interface DoubtfulDirection {
  readonly question_id: string;
  readonly text: string;
  readonly against: "nps" | "csat";
  readonly correlation: Correlation;
}

/** All numbers of a report, as its JSON has them: docs/report-json.md names every key with unit, base and level. */
export interface ReportDocument {
  readonly generated_at: string;
  readonly definition_id: string | null;
  readonly range: { readonly from: string; readonly to: string };
  readonly time_zone: string;
  readonly basis: "completed" | "interaction" | "sent";
  readonly rule: "genesys" | "last" | "first" | "longest" | "all";
  readonly agents: "named" | "pseudonym" | "off";
  readonly pooled: boolean;
  /** What produced it, as it was asked for. */
  readonly filter: Readonly<Record<string, unknown>>;
  readonly compared_with: { readonly from: string; readonly to: string } | null;

  /** Finished surveys, and the interactions that they belong to; where surveys are left out, those of the evaluations. */
  readonly responses: number | null;
  /** Different interactions of `responses`; null where it is withheld. */
  readonly interactions: number | null;
  /** Of `responses`, those that were answered in part. */
  readonly partial: number | null;
  /** Finished evaluations, which are none of `responses`. */
  readonly evaluations: number | null;
  /** Responses whose interaction is not known. */
  readonly unlinked: number | null;
  /** Of the length of scale with most answers; under `pooled` of all. */
  readonly csat: Figure;
  /** The same of surveys by web and by voice, which ask differently. */
  readonly csat_by_channel: { readonly web: Figure; readonly voice: Figure };
  readonly mean_satisfaction: MeanFigure;
  readonly bottom_box: Figure;
  readonly families: readonly FamilyFigures[];
  readonly csat_index: Figure;
  readonly nps: NpsFigure;
  /** Of the length of scale with most answers, as `resolution` is; `…_families` have all of them. */
  readonly ces: EffortFigure;
  readonly ces_families: readonly EffortFigure[];
  readonly resolution: Figure;
  readonly resolution_families: readonly ShareFamily[];
  /** What people judged. */
  readonly evaluator_csat: Figure;
  /** What machines judged, which is no measure of the same. */
  readonly machine_csat: Figure;
  readonly genesys_score: Figure;
  readonly response_rate: RateFigure;
  readonly response_rate_by_channel: { readonly web: RateFigure; readonly voice: RateFigure };
  readonly completion: Figure;
  readonly comment_rate: Figure;
  readonly coverage: CoverageFigure;
  readonly changes: {
    readonly csat: ChangeFigure | null;
    readonly nps: ChangeFigure | null;
    readonly mean_satisfaction: ChangeFigure | null;
  };
  readonly targets: readonly TargetFigure[];
  /** How much an interval grows since answers of one agent are alike; null below 10 agents. */
  readonly design_effect: number | null;

  readonly trend: { readonly unit: string; readonly points: readonly TrendPoint[]; readonly baseline: string | null };
  readonly distribution: readonly {
    readonly value: number;
    readonly answer: string | null;
    readonly n: number | null;
  }[];
  readonly by: string | null;
  /** Whether one response may be in several groups. */
  readonly overlapping: boolean;
  /** Groups with fewer answers than were asked for at least. */
  readonly left_out: number;
  /** The groups of `by`; null without it. */
  readonly groups: readonly GroupFigures[] | null;
  readonly queues: readonly GroupFigures[];
  /** Null under `agents = "off"`. */
  readonly agent_groups: readonly GroupFigures[] | null;
  readonly attribution: readonly CreditFigure[] | null;
  readonly hours: readonly { readonly weekday: number; readonly hour: number; readonly csat: Figure }[];
  readonly drivers: readonly DriverFigure[];
  readonly survey_quality: readonly QualityFigure[];
  readonly low_comments: readonly CommentFigure[];

  /** Questions that may be scores and have no role: `afterword forms` lists them. */
  readonly awaiting_role: number;
  /** Texts of csat questions whose direction is assumed. */
  readonly assumed_directions: readonly string[];
  /** Of these, the ones whose answers go against those to other questions of the same survey: the scale may be upside down. */
  readonly doubtful_directions: readonly DoubtfulDirection[];
  readonly completeness: string;
  readonly complete_to: string | null;
  /** From when on anything was read; null where that is not known. */
  readonly read_from: string | null;
  /** What `completeness` is made of, for other languages than its own. */
  readonly standing?: Standing;
}
