import { betaQuantile } from "./distributions.ts";
import { type Bounds, defaultLevel, noBounds, type Range } from "./interval.ts";

/** A mean of answers. `variance` is the sample's, with n − 1 below the line; `n` is the effective n under weights. */
export interface Mean {
  readonly mean: number;
  readonly variance: number;
  readonly n: number;
}

/** Below this n an interval of a mean depends more on the assumption than on the answers. */
export const fewestForMean = 10;

/**
 * The assumed prior answers, half of them at each end of the scale. Of 0.4 for each value, at most 2 in all, the interval covered 92.6 %
 * of the answers to one shape of three values at n = 20; of two at the ends it covers up to 98 %.
 */
const assumed = 1.6;

/**
 * Mean and variance of the posterior of a mean whose values have a Dirichlet prior: with a answers assumed beforehand, half of them at
 * each end, A = n + a and E = (n·x̄ + a·½)/A on a scale of 0 to 1, the variance is (Σ αᵥsᵥ²/A − E²)/(A + 1).
 */
export function meanPosterior({ mean, variance, n }: Mean, [lowest, highest]: Range) {
  const width = highest - lowest;
  const own = (mean - lowest) / width;
  const ownSquares = own ** 2 + (variance / width ** 2) * (n > 1 ? (n - 1) / n : 0);
  const worth = n + assumed;
  const centre = (n * own + assumed / 2) / worth;
  const squares = (n * ownSquares + assumed / 2) / worth;
  return { centre, variance: Math.max(0, squares - centre ** 2) / (worth + 1), width, lowest };
}

/**
 * The interval of a mean of answers on a scale of few values: the quantiles of the posterior (see `meanPosterior`), for which
 * a beta distribution of the same mean and variance stands, reaching to the mean itself. It is there where all answers are
 * equal too. Null bounds below n = 10. Of J-shaped answers on three to eleven values it covers at least 93 % at n = 10 and 93–97 %
 * from 20 on, where Student's t covers 80–90 % (`mean-interval.test.ts`). Source of the posterior: Ferguson, Annals of Statistics 1
 * (1973) 209–230.
 */
export function meanInterval(sample: Mean, scale: Range, level = defaultLevel): Bounds {
  if (sample.n < fewestForMean) return noBounds;
  const { centre, variance, width, lowest } = meanPosterior(sample, scale);
  const weight = (centre * (1 - centre)) / variance - 1;
  const at = (probability: number): number =>
    lowest + width * betaQuantile(probability, centre * weight, (1 - centre) * weight);
  const tail = (1 - level) / 2;
  return { low: Math.min(sample.mean, at(tail)), high: Math.max(sample.mean, at(1 - tail)) };
}
