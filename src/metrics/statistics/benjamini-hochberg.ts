/** What of a family of tests is found when at most a share q of the findings may be false. */
export interface Found {
  /** In the order of the p-values. */
  readonly found: readonly boolean[];
  /** Each p-value adjusted for the family: found where it is at most q. */
  readonly adjusted: readonly number[];
  /**
   * The confidence level of the family's intervals: 1 − R·q/m with R found of m, so that at most a share q of the
   * intervals of the found misses its value. An interval of a found one excludes 0 at this level, all others hold it;
   * where nothing is found, R counts as 1, which keeps that true.
   */
  readonly level: number;
}

/**
 * The step-up procedure: with the p-values in order, all up to the largest k with p(k) ≤ k·q/m are found.
 * Sources: Benjamini and Hochberg, J. R. Statist. Soc. B 57 (1995) 289–300; the level of the intervals: Benjamini and
 * Yekutieli, JASA 100 (2005) 71–81.
 */
export function benjaminiHochberg(pValues: readonly number[], q = 0.05): Found {
  const m = pValues.length;
  const order = pValues.map((p, at) => ({ p, at })).sort((a, b) => a.p - b.p);
  const adjusted = pValues.map(() => 1);
  let least = 1;
  for (const [rank, { p, at }] of [...order.entries()].reverse()) {
    least = Math.min(least, p * (m / (rank + 1)));
    adjusted[at] = least;
  }
  const found = adjusted.map((p) => p <= q);
  const count = found.filter(Boolean).length;
  return { found, adjusted, level: m === 0 ? 1 - q : 1 - (Math.max(1, count) * q) / m };
}
