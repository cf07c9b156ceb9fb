import { criticalT, criticalZ } from "./distributions.ts";
import { type Bounds, boundsWithin, noBounds } from "./interval.ts";
import { quietRange } from "./quiet-range.ts";
import { sum } from "./sums.ts";
import type { Share } from "./wilson.ts";

export interface TrendLimits {
  readonly centre: number;
  /** How much more than chance the points vary: 1 is a plain p chart, and the least. */
  readonly sigmaZ: number;
  /** One for each point; null bounds where it has no answers. */
  readonly limits: readonly Bounds[];
}

/** `sparse`: hardly a point has answers enough for any outcome to be unusual; longer periods have more. */
type NoLimits = { readonly limits: null; readonly reason: "fewer than 20 points" | "all agree" | "sparse" };

const fewestPoints = 20;
/** The mean range of two normal values, in standard deviations (d₂ of the tables of control charts). */
const rangeOfTwo = 1.128;
/** Of how many squares a mean of as many moving ranges is worth (Hoel, Annals of Mathematical Statistics 17, 1946). */
const worthOfRange = 0.6;
/** The least part of the points that can be unusual at all. */
const minCrossedShare = 0.1;
/** So often a quiet chart may have a point outside. */
const falseAlarms = 0.05;

/**
 * Limits of a trend of shares by Laney's p′ chart, p̄ ± 3 √(p̄(1 − p̄)/nᵢ) · σz, wide enough for a quiet chart to have a point
 * outside in at most 5 % of cases: with 3 standard errors alone it has in 8 % of charts of 30 points, in 16 % of 60, in more
 * where points have few answers. Each point's limits reach at least to where its own binomial distribution has 5 % / 2m, m being
 * the number of points. σz is the mean moving range of the z-scores (pᵢ − p̄)/√(p̄(1 − p̄)/nᵢ), over 1.128, with Student's t in
 * place of z since it is estimated, and at least 1: points that vary less than chance are chance too. Points without answers do
 * not count. Source: Laney, Quality Engineering 14 (2002) 531–537.
 */
export function laneyLimits(points: readonly Share[]): TrendLimits | NoLimits {
  const counted = points.filter(({ n }) => n > 0);
  if (counted.length < fewestPoints) return { limits: null, reason: "fewer than 20 points" };
  const centre = sum(counted.map(({ favourable }) => favourable)) / sum(counted.map(({ n }) => n));
  if (centre <= 0 || centre >= 1) return { limits: null, reason: "all agree" };
  const rare = falseAlarms / (2 * counted.length);
  const quiet = points.map(({ n }) => (n > 0 ? quietLimits(n, centre, rare) : null));
  const crossed = quiet.filter((one) => one !== null && (one.low > 0 || one.high < 1)).length;
  if (crossed < counted.length * minCrossedShare) return { limits: null, reason: "sparse" };
  const sigmaZ = sigmaOf(counted, centre);
  const degrees = worthOfRange * (counted.length - 1);
  const estimated = criticalT(1 - 2 * rare, degrees) / criticalZ(1 - 2 * rare);
  const spread = sigmaZ === 1 ? 1 : sigmaZ * estimated;
  const limits = quiet.map((one) =>
    one === null
      ? noBounds
      : boundsWithin([0, 1], centre - spread * (centre - one.low), centre + spread * (one.high - centre)),
  );
  return { centre, sigmaZ, limits };
}

function sigmaOf(counted: readonly Share[], centre: number): number {
  const scores = counted.map(({ favourable, n }) => (favourable / n - centre) / Math.sqrt((centre * (1 - centre)) / n));
  const ranges = scores.slice(1).map((score, at) => Math.abs(score - (scores[at] ?? score)));
  return Math.max(1, sum(ranges) / ranges.length / rangeOfTwo);
}

/** Three standard errors, or as far as the usual range reaches. */
function quietLimits(n: number, centre: number, rare: number): { readonly low: number; readonly high: number } {
  const whole = Math.max(1, Math.round(n));
  const [least, most] = quietRange(whole, centre, rare);
  const half = 3 * Math.sqrt((centre * (1 - centre)) / n);
  return {
    low: Math.max(0, Math.min(centre - half, least / whole)),
    high: Math.min(1, Math.max(centre + half, most / whole)),
  };
}
