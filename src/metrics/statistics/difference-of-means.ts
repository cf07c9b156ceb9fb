import { boundsWithin, noBounds, type Range } from "./bounds.ts";
import type { Difference } from "./difference.ts";
import { criticalT, tTwoSided } from "./distributions.ts";
import { hasSpread, type Mean } from "./t-interval.ts";

/**
 * Welch's interval of the difference of two independent means: d ± t(ν) · √(v₁/n₁ + v₂/n₂), with the degrees of freedom
 * ν = (v₁/n₁ + v₂/n₂)² / ((v₁/n₁)²/(n₁ − 1) + (v₂/n₂)²/(n₂ − 1)). No interval where either mean has none (see
 * `tInterval`). Source: Welch, Biometrika 34 (1947) 28–35. `range` is that of one mean.
 */
export function differenceOfMeans(before: Mean, after: Mean, [lowest, highest]: Range): Difference {
  const fewest = Math.min(before.n, after.n);
  const change = fewest > 0 ? after.mean - before.mean : null;
  if (change === null || !hasSpread(before) || !hasSpread(after))
    return { change, p: null, fewest, bounds: () => noBounds };
  const [first, second] = [before.variance / before.n, after.variance / after.n];
  const error = Math.sqrt(first + second);
  const degrees = (first + second) ** 2 / (first ** 2 / (before.n - 1) + second ** 2 / (after.n - 1));
  const width = highest - lowest;
  return {
    change,
    p: tTwoSided(change / error, degrees),
    fewest,
    bounds(level) {
      const half = criticalT(level, degrees) * error;
      return boundsWithin([-width, width], change - half, change + half);
    },
  };
}
