import type { ChangeFigure } from "../comparison/judge.ts";
import { type EffortFigure, type Figure, type GroupCoverage, leftOut, leftOutNps, type NpsFigure } from "../figures.ts";

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
  /** Agents and queues: the CSAT that their own mix of queues, media and forms lets expect. */
  readonly expected: number | null;
  /** Drawn towards the expected value, the more the fewer answers there are; null where there are too few groups. */
  readonly shrunk: Figure | null;
  readonly band: "above" | "not distinguishable" | "below" | null;
  /**
   * Agents and queues: why there is no band. `peers`: nobody to compare with, fewer than three others have answers in the same
   * mix; `agents`: it cannot be separated from the people in it; `shared`: the rule shares answers out;
   * `open`: more than 2 % of the cohort may still answer.
   */
  readonly band_reason: "peers" | "agents" | "shared" | "open" | null;
  /** The smallest true change that the verdict of this table finds in 80 % of cases; null below 30 answers on either side. */
  readonly visible_change: number | null;
}

/** One question under `--by question`: the number of its own role, of all who answered it. */
export interface QuestionFigures {
  /** csat, nps, ces, resolution, comment, other or unconfirmed; the first two have their numbers in the group. */
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

/** An agent or a queue compared with the expectation for its own mix of work. */
export type Benchmark = Pick<GroupFigures, "expected" | "shrunk" | "band" | "band_reason">;

export const noBenchmark: Benchmark = { expected: null, shrunk: null, band: null, band_reason: null };

/** The figures that only whole surveys and evaluations have. */
const noSurveys = {
  evaluator_csat: leftOut,
  machine_csat: leftOut,
  response_rate: leftOut,
  open: null,
  coverage: null,
} as const;

/**
 * Groups without the figures that the report does not cover: in reports of single questions, or of responses that their
 * score chose.
 */
export function onlyAsked(
  groups: readonly GroupFigures[],
  only: "scores" | "questions" | null,
): readonly GroupFigures[] {
  if (only === null) return groups;
  return only === "scores" ? groups.map(onlyCount) : groups.map((group) => ({ ...group, ...noSurveys }));
}

const onlyCount = ({ id, name, responses, points, question }: GroupFigures): GroupFigures => ({
  ...{ id, name, responses, points },
  question: question && { ...question, ces: null, resolution: null },
  csat: leftOut,
  mean_satisfaction: leftOut,
  nps: leftOutNps,
  ...noSurveys,
  change: null,
  ...noBenchmark,
  visible_change: null,
});
