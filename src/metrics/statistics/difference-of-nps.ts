import { chanceAlone, type Variation } from "./between-days.ts";
import { boundsWithin, noBounds } from "./bounds.ts";
import type { Difference } from "./difference.ts";
import { criticalT, tTwoSided } from "./distributions.ts";
import { adjustedNps, fewestForNps, type NpsCounts, nps } from "./nps-interval.ts";

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
