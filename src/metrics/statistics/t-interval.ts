import { type Bounds, boundsWithin, defaultLevel, noBounds, type Range } from "./bounds.ts";
import { criticalT } from "./distributions.ts";

/** A mean of answers. `variance` is the sample's, with n − 1 below the line; `n` is the effective n under weights. */
export interface Mean {
  readonly mean: number;
  readonly variance: number;
  readonly n: number;
}

/** Below this n the distribution of a mean of few ordinal values is too far from Student's t. */
export const fewestForMean = 10;

/** Whether an interval can be given at all: enough answers, and not all of them equal. */
export const hasSpread = ({ n, variance }: Mean): boolean => n >= fewestForMean && variance > 0;

/**
 * Student's interval of a mean: mean ± t(n − 1) · √(variance / n), clamped to the range of the scale. Null bounds below
 * n = 10 or where all answers are equal: no spread says nothing of the spread. Source: Student, Biometrika 6 (1908) 1–25.
 */
export function tInterval(sample: Mean, range: Range, level = defaultLevel): Bounds {
  if (!hasSpread(sample)) return noBounds;
  const { mean, variance, n } = sample;
  const half = criticalT(level, n - 1) * Math.sqrt(variance / n);
  return boundsWithin(range, mean - half, mean + half);
}
