import { chanceAlone, type Variation } from "./between-days.ts";
import { criticalT, tTwoSided } from "./distributions.ts";
import { boundsWithin, type Difference, noBounds, type Range } from "./interval.ts";
import { fewestForMean, type Mean, meanPosterior } from "./mean-interval.ts";

/**
 * The interval of the difference of two independent means: the difference of their posteriors' means ± t · √(factor ·
 * (variance₁ + variance₂)) (see `meanPosterior`), clamped to what two means can differ by. `change` is the plain difference. No
 * interval where either mean has none.
 */
export function differenceOfMeans(
  before: Mean,
  after: Mean,
  scale: Range,
  variation: Variation = chanceAlone,
): Difference {
  const fewest = Math.min(before.n, after.n);
  const change = fewest > 0 ? after.mean - before.mean : null;
  if (fewest < fewestForMean) return { change, p: null, fewest, bounds: () => noBounds };
  const [one, two] = [meanPosterior(before, scale), meanPosterior(after, scale)];
  const centre = (two.centre - one.centre) * one.width;
  const error = Math.sqrt(variation.factor * (one.variance + two.variance)) * one.width;
  return {
    change,
    p: tTwoSided(centre / error, variation.degrees),
    fewest,
    bounds(level) {
      const half = criticalT(level, variation.degrees) * error;
      return boundsWithin([-one.width, one.width], centre - half, centre + half);
    },
  };
}
