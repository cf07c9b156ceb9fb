import { sum } from "./sums.ts";

/** How much more than chance alone a series varies, and how well that is known. */
export interface Variation {
  /** The factor on the variance of chance alone; at least 1. */
  readonly factor: number;
  /** The degrees of freedom of Student's t that goes with an estimated factor; Infinity where nothing is estimated. */
  readonly degrees: number;
}

/** Answers independent of each other, and of their day. */
export const chanceAlone: Variation = { factor: 1, degrees: Number.POSITIVE_INFINITY };

/** The answers of one day: their weight, and the sum of their values. */
export interface DailySum {
  readonly weight: number;
  readonly sum: number;
}

/** One side of a comparison. */
export interface Daily {
  readonly days: readonly DailySum[];
  /** The variance of the whole side's mean if answers were independent: p(1 − p)/n for a share. */
  readonly chance: number;
}

/**
 * By how much the days of a series differ more than independent answers would: the variance of the sides' means as ratio
 * estimators over days, v = m/(m − 1) · Σ(xᵢ − r·wᵢ)²/W² with r = X/W, over the variance by chance, both added up over
 * the sides; at least 1. Each side's days are compared with that side's own mean, so that a change is no variation.
 * Days without answers do not count. The degrees are those of as many equal days as the days are worth, (Σw)²/Σw², less
 * one a side: with the normal distribution instead of Student's t, 7 days against 7 were called different in 7.4 % of
 * series without a change. Null below one degree, as where no side has two days: how days vary is then unknown. Source:
 * Rao and Scott, Biometrics 48 (1992) 577–585.
 */
export function betweenDays(sides: readonly Daily[]): Variation | null {
  const known = sides.map(ofSide).filter((side) => side !== null);
  const degrees = sum(known.map((side) => side.degrees));
  if (!(degrees >= 1)) return null;
  const chance = sum(known.map((side) => side.chance));
  const found = sum(known.map((side) => side.found));
  return { factor: chance > 0 ? Math.max(1, found / chance) : 1, degrees };
}

function ofSide({ days, chance }: Daily) {
  const filled = days.filter(({ weight }) => weight > 0);
  const [m, total] = [filled.length, sum(filled.map(({ weight }) => weight))];
  if (m < 2) return null;
  const ratio = sum(filled.map((one) => one.sum)) / total;
  const squares = sum(filled.map((one) => (one.sum - ratio * one.weight) ** 2));
  const worth = total ** 2 / sum(filled.map(({ weight }) => weight ** 2));
  return { found: ((m / (m - 1)) * squares) / total ** 2, chance, degrees: worth - 1 };
}
