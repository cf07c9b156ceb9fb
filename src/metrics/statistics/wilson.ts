import { criticalZ } from "./distributions.ts";
import { type Bounds, boundsWithin, defaultLevel, noBounds } from "./interval.ts";

/** A counted share. Both are real numbers: under weights, `n` is the effective n and `favourable` its part. */
export interface Share {
  readonly favourable: number;
  readonly n: number;
}

/**
 * The Wilson score interval of a share: (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n).
 * Null bounds for n = 0. Source: Wilson, JASA 22 (1927) 209–212; method 3 of Newcombe, Statistics in Medicine 17 (1998)
 * 857–872.
 */
export const wilson = (share: Share, level = defaultLevel): Bounds => wilsonAt(share, criticalZ(level));

/** The same for a number of standard errors instead of a level. */
export function wilsonAt({ favourable, n }: Share, z: number): Bounds {
  if (!(n > 0)) return noBounds;
  const p = favourable / n;
  const widened = z * z;
  const centre = favourable + widened / 2;
  const half = z * Math.sqrt(n * p * (1 - p) + widened / 4);
  const [low, high] = [(centre - half) / (n + widened), (centre + half) / (n + widened)];
  // Where all are favourable the upper bound is 1 itself, which rounding misses by 1e-16.
  return boundsWithin([0, 1], low, Math.max(high, p));
}
