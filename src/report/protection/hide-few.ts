import {
  type EffortFigure,
  type Figure,
  type GroupCoverage,
  hiddenCoverage,
  hiddenFigure,
  hiddenMean,
  hiddenNps,
  type MeanFigure,
  type NpsFigure,
} from "../figures.ts";
import { minAnswers } from "../request.ts";

/** The tables of a report that divide the same answers. */
export type TableName = "queue" | "agent" | "group" | "channel" | "trend";

/** Whether a cell of a table may not be printed. */
export type IsHidden = (table: TableName, id: string | null) => boolean;

/** The cells that may not be printed, of tables that are protected together. */
export interface HiddenCells {
  readonly csat: IsHidden;
  readonly nps: IsHidden;
  readonly rate: IsHidden;
  /** The CSAT of the period before, and with it the change. */
  readonly before: IsHidden;
  /** What people judged. */
  readonly evaluator: IsHidden;
  /** What machines judged. */
  readonly machine: IsHidden;
}

/** A number of answers or surveys that is not printed where people are protected; that there are none reveals nobody. */
export const isFew = (n: number | null | undefined): boolean => n != null && n > 0 && n < minAnswers;

/** Null where it is not printed. */
export const unlessFew = (n: number | null): number | null => (isFew(n) ? null : n);

/** Counts of sets that lie within each other, so that their differences are counts too. */
export const areFew = (...counts: readonly number[]): boolean =>
  counts.some((one, at) => isFew(one) || counts.slice(at + 1).some((other) => isFew(Math.abs(one - other))));

/** How many answers a share stands for. */
export const partOf = ({ value, n }: Figure): number => Math.round((value ?? 0) * (n ?? 0));

export const protectFigure = (one: Figure): Figure => (isFew(one.n) ? hiddenFigure : one);

/** A share of which either part is a count: of surveys that were completed or commented. */
export const protectRate = (one: Figure, ...related: readonly number[]): Figure =>
  areFew(one.n ?? 0, partOf(one), ...related) ? hiddenFigure : one;

/** Promoters, passives and detractors are counts of answers; the NPS itself is of all of them. */
export function protectNps(nps: NpsFigure): NpsFigure {
  if (isFew(nps.n)) return hiddenNps;
  const parts = [nps.promoters, nps.passives, nps.detractors].map((share) => Math.round((share ?? 0) * (nps.n ?? 0)));
  return parts.some(isFew) ? { ...nps, promoters: null, passives: null, detractors: null } : nps;
}

/** The lowest answers are a count, and so are those between them and the satisfied ones. */
export function protectBottom(bottom: Figure, csat: Figure): Figure {
  const [n, low] = [bottom.n ?? 0, partOf(bottom)];
  return isFew(n) || isFew(low) || isFew(n - partOf(csat) - low) ? hiddenFigure : bottom;
}

/** On two or three values a mean and a share are the count of every value. */
export function protectMean(mean: MeanFigure, csat: Figure, bottom: Figure, points: number | null): MeanFigure {
  if (isFew(mean.n)) return hiddenMean;
  return points !== null && points < 4 && protectBottom(bottom, csat).hidden ? hiddenMean : mean;
}

export const protectEffort = (ces: EffortFigure): EffortFigure =>
  isFew(ces.n) ? { ...hiddenFigure, points: ces.points, native: null, scale: null } : ces;

/** Without its counts: of those surveys that were created, the response rate lists most by what became of them. */
export function protectCoverage<One extends GroupCoverage>(coverage: One, hide: boolean): One {
  if (coverage.value === null) return coverage;
  const { surveys, handled } = coverage;
  if (hide || areFew(surveys ?? 0, handled ?? 0)) return { ...coverage, ...hiddenCoverage };
  return { ...coverage, value: Math.round(coverage.value * 100) / 100, surveys: null, handled: null };
}
