import { chanceAlone, type Variation } from "./between-days.ts";
import { criticalT, criticalZ, tTwoSided } from "./distributions.ts";
import { type Bounds, boundsWithin, type Difference, defaultLevel, noBounds } from "./interval.ts";

/** The counts behind an NPS; passives are the rest of `n`. */
export interface NpsCounts {
  readonly promoters: number;
  readonly detractors: number;
  readonly n: number;
}

export const fewestForNps = 2;

/** The net promoter score as a fraction, −1 to 1; null for nobody. */
export const nps = ({ promoters, detractors, n }: NpsCounts): number | null =>
  n > 0 ? (promoters - detractors) / n : null;

/**
 * The NPS with three answers added — ¾ of a promoter, 1½ passives, ¾ of a detractor — and the variance of that:
 * p = (promoters + ¾)/(n + 3), d = (detractors + ¾)/(n + 3), variance = (p + d − (p − d)²)/(n + 3).
 */
export function adjustedNps({ promoters, detractors, n }: NpsCounts): { centre: number; variance: number } {
  const total = n + 3;
  const p = (promoters + 0.75) / total;
  const d = (detractors + 0.75) / total;
  return { centre: p - d, variance: (p + d - (p - d) ** 2) / total };
}

/**
 * The adjusted-Wald interval of an NPS: the adjusted score ± z standard errors, clamped to −1…1. Null bounds below n = 2.
 * Sources: Rocks, The American Statistician 70 (2016) 365–372; https://measuringu.com/nps-confidence-intervals/
 */
export function npsInterval(counts: NpsCounts, level = defaultLevel): Bounds {
  if (counts.n < fewestForNps) return noBounds;
  const { centre, variance } = adjustedNps(counts);
  const half = criticalZ(level) * Math.sqrt(variance);
  return boundsWithin([-1, 1], centre - half, centre + half);
}

/**
 * The adjusted-Wald interval of the difference of two independent net promoter scores: the difference of the adjusted
 * scores ± t · √(factor · (variance₁ + variance₂)) (see `adjustedNps`), clamped to −2…2. `change` is the plain difference. No
 * interval below n = 2 on either side. Source: https://measuringu.com/nps-significance-test/
 */
export function differenceOfNps(before: NpsCounts, after: NpsCounts, variation: Variation = chanceAlone): Difference {
  const fewest = Math.min(before.n, after.n);
  const [first, second] = [nps(before), nps(after)];
  const change = first === null || second === null ? null : second - first;
  if (fewest < fewestForNps) return { change, p: null, fewest, bounds: () => noBounds };
  const [one, two] = [adjustedNps(before), adjustedNps(after)];
  const centre = two.centre - one.centre;
  const error = Math.sqrt(variation.factor * (one.variance + two.variance));
  return {
    change,
    p: tTwoSided(centre / error, variation.degrees),
    fewest,
    bounds(level) {
      const half = criticalT(level, variation.degrees) * error;
      return boundsWithin([-2, 2], centre - half, centre + half);
    },
  };
}
