import { type Bounds, boundsWithin, noBounds } from "./bounds.ts";
import { sum } from "./sum.ts";
import type { Share } from "./wilson.ts";

/** A baseline, as indexes of the points: the first one and the one after the last. */
export interface Baseline {
  readonly from: number;
  readonly until: number;
}

export interface TrendLimits {
  readonly centre: number;
  /** How much more than chance the points of the baseline vary: 1 is a plain p chart. */
  readonly sigmaZ: number;
  readonly baseline: Baseline;
  /** One for each point; null bounds where it has no answers. */
  readonly limits: readonly Bounds[];
}

const fewestPoints = 20;
/** The mean range of two normal values, in standard deviations (d₂ of the tables of control charts). */
const rangeOfTwo = 1.128;

/**
 * Limits of a trend of shares by Laney's p′ chart: p̄ ± 3 √(p̄(1 − p̄)/nᵢ) · σz, where σz is the mean moving range of the
 * baseline's z-scores (pᵢ − p̄)/√(p̄(1 − p̄)/nᵢ), over 1.128. Points without answers do not count. Null below 20 points in
 * the baseline, or where all its answers agree. Source: Laney, Quality Engineering 14 (2002) 531–537.
 */
export function laneyLimits(points: readonly Share[], baseline: Baseline): TrendLimits | null {
  const counted = points.slice(baseline.from, baseline.until).filter(({ n }) => n > 0);
  if (counted.length < fewestPoints) return null;
  const centre = sum(counted.map(({ favourable }) => favourable)) / sum(counted.map(({ n }) => n));
  if (centre <= 0 || centre >= 1) return null;
  const deviation = (n: number): number => Math.sqrt((centre * (1 - centre)) / n);
  const scores = counted.map(({ favourable, n }) => (favourable / n - centre) / deviation(n));
  const ranges = scores.slice(1).map((score, at) => Math.abs(score - (scores[at] ?? score)));
  const sigmaZ = sum(ranges) / ranges.length / rangeOfTwo;
  const limits = points.map(({ n }) => {
    if (!(n > 0)) return noBounds;
    const half = 3 * deviation(n) * sigmaZ;
    return boundsWithin([0, 1], centre - half, centre + half);
  });
  return { centre, sigmaZ, baseline, limits };
}
