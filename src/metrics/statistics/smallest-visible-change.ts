import { criticalZ, normalQuantile } from "./distributions.ts";

/** How sure a comparison shall be: false alarms on both sides together, and the chance to see a true change. */
export interface Sight {
  readonly alpha: number;
  readonly power: number;
}

/**
 * The smallest change of a share that two groups of these sizes would show, with 5 % false alarms and 80 % power: the d
 * with d = z(1 − α/2) √(p̄(1 − p̄)(1/n₁ + 1/n₂)) + z(power) √(p₁(1 − p₁)/n₁ + p₂(1 − p₂)/n₂), where p₁ is `share`, p₂
 * lies d from it on the side of ½, where changes are hardest to see, and p̄ is their mean weighted by n. Null where no
 * change at all would show. Source: Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions (2003), ch. 4;
 * R's `power.prop.test` solves the same equation for equal groups.
 */
export function smallestVisibleChange(
  n1: number,
  n2: number,
  share: number,
  { alpha, power }: Sight = { alpha: 0.05, power: 0.8 },
): number | null {
  if (!(n1 > 0 && n2 > 0)) return null;
  const towards = share > 0.5 ? -1 : 1;
  const [alarm, sight] = [criticalZ(1 - alpha), normalQuantile(power)];
  const needed = (change: number): number => {
    const other = share + towards * change;
    const pooled = (n1 * share + n2 * other) / (n1 + n2);
    const ofNone = Math.sqrt(Math.max(0, pooled * (1 - pooled) * (1 / n1 + 1 / n2)));
    const ofSome = Math.sqrt(Math.max(0, (share * (1 - share)) / n1 + (other * (1 - other)) / n2));
    return alarm * ofNone + sight * ofSome;
  };
  // `needed` is a sum of concave functions and not below the diagonal at 0, so that it meets the diagonal at most once.
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
