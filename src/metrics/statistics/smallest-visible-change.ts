import { chanceAlone, type Variation } from "./between-days.ts";
import { criticalT, normalQuantile } from "./distributions.ts";

/** How a comparison is judged, and how often it shall see a true change. */
export interface Sight {
  /** What p-value finds a change: false alarms on both sides together. @default 0.05 */
  readonly alpha?: number;
  /** @default 0.8 */
  readonly power?: number;
  /** @default chance alone */
  readonly variation?: Variation;
  /** A change must be at least this to count. @default 0 */
  readonly minEffect?: number;
}

/**
 * The true change of a share that a comparison of two groups of these sizes finds with the given power (80 %): the d with
 * d = max(t(1 − α/2) √(f p̄(1 − p̄)(1/n₁ + 1/n₂)), least effect) + z(power) √(f (p₁(1 − p₁)/n₁ + p₂(1 − p₂)/n₂)), where p₁ is
 * `share`, p₂ lies d from it on the side of ½, where changes are hardest to see, p̄ is their mean weighted by n, and f is the
 * factor by which answers vary more than chance. Null where no change at all would be found. Source: Fleiss, Levin and Paik,
 * Statistical Methods for Rates and Proportions (2003), ch. 4; R's `power.prop.test` solves the same equation for equal groups,
 * f = 1 and no least effect.
 */
export function smallestVisibleChange(
  n1: number,
  n2: number,
  share: number,
  { alpha = 0.05, power = 0.8, variation = chanceAlone, minEffect = 0 }: Sight = {},
): number | null {
  if (!(n1 > 0 && n2 > 0)) return null;
  const { factor, degrees } = variation;
  const towards = share > 0.5 ? -1 : 1;
  const [alarm, sight] = [criticalT(1 - alpha, degrees), normalQuantile(power)];
  const needed = (change: number): number => {
    const other = share + towards * change;
    const pooled = (n1 * share + n2 * other) / (n1 + n2);
    const ofNone = Math.sqrt(factor * Math.max(0, pooled * (1 - pooled) * (1 / n1 + 1 / n2)));
    const ofSome = Math.sqrt(factor * Math.max(0, (share * (1 - share)) / n1 + (other * (1 - other)) / n2));
    return Math.max(alarm * ofNone, minEffect) + sight * ofSome;
  };
  // `needed` is the larger of two sums of concave functions, none below the diagonal at 0: each meets it at most once.
  let high = Math.max(share, 1 - share);
  if (needed(high) > high) return null;
  let low = 0;
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (needed(middle) > middle) low = middle;
    else high = middle;
  }
  return high;
}
