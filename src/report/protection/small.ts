import type { Figure, NpsFigure, ReportDocument, TrendPoint } from "../document.ts";
import { fewestShown } from "../request.ts";
import { hiddenFigure, hiddenNps } from "../sections/figures.ts";

type Judged = Pick<ReportDocument, "evaluations" | "evaluator_csat" | "machine_csat">;

/** A number of answers or surveys that is not printed where people are protected; that there are none tells of nobody. */
export const isFew = (n: number | null | undefined): boolean => n != null && n > 0 && n < fewestShown;

/** Null where it is not printed. */
export const unlessFew = (n: number | null): number | null => (isFew(n) ? null : n);

/** Counts of sets that lie within each other, so that their differences are counts too. */
export const areFew = (...counts: readonly number[]): boolean =>
  counts.some((one, at) => isFew(one) || counts.slice(at + 1).some((other) => isFew(Math.abs(one - other))));

/** Evaluations are judged by people, by machines, or not at all: of two kinds and the whole follows the third. */
export const tellsFewEvaluations = ({ evaluations, evaluator_csat: people, machine_csat: machines }: Judged): boolean =>
  [people.n, machines.n, (evaluations ?? 0) - (people.n ?? 0) - (machines.n ?? 0)].some(isFew);

/** How many answers a share stands for. */
export const partOf = ({ value, n }: Figure): number => Math.round((value ?? 0) * (n ?? 0));

export const protectFigure = <One extends Figure>(one: One, hidden: One): One => (isFew(one.n) ? hidden : one);

/** A share of which either part is a count: of surveys that were completed or commented. */
export const protectRate = (one: Figure, ...related: readonly number[]): Figure =>
  areFew(one.n ?? 0, partOf(one), ...related) ? hiddenFigure : one;

/** Promoters, passives and detractors are counts of answers; the NPS itself is of all of them. */
export function protectNps(nps: NpsFigure): NpsFigure {
  if (isFew(nps.n)) return hiddenNps;
  const parts = [nps.promoters, nps.passives, nps.detractors].map((share) => Math.round((share ?? 0) * (nps.n ?? 0)));
  return parts.some(isFew) ? { ...nps, promoters: null, passives: null, detractors: null } : nps;
}

/** Periods by what is hidden in them. */
export const protectPoint = (point: TrendPoint, csat: boolean, nps: boolean): TrendPoint => ({
  ...point,
  ...(csat ? { responses: null, csat: hiddenFigure, limits: null } : {}),
  nps: nps ? hiddenNps : protectNps(point.nps),
  open: null,
});
