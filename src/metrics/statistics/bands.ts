import { benjaminiHochberg } from "./benjamini-hochberg.ts";
import { midP } from "./beta-binomial.ts";
import { type Clustering, unclustered } from "./between-agents.ts";
import { isNotable } from "./change-verdict.ts";
import { normalQuantile, tTwoSided } from "./distributions.ts";
import type { Standardised } from "./standardise.ts";

export type Band = "above" | "not distinguishable" | "below";

/**
 * Sorts the units of one table into three bands against the expectation for their own mix; 5 % of those outside the
 * middle band are expected to be there by chance, and all of them are at least `minEffect` from the expectation. Null
 * where a unit has nothing to be compared with, or its clustering is null. Counts must be whole, so a rule that weights
 * answers has no bands.
 *
 * The expected share is an estimate too, so that k of n follows a beta-binomial, Beta(½ + E·S, ½ + (1 − E)·S). S
 * follows from what k/n varies by, as a factor of chance: D + (n − 1)/(m + 2), D being the unit's own clustering and
 * m the answers of others behind E over theirs. Without clustering that is the predictive distribution of k after m such answers
 * from Jeffreys' prior. A plain binomial, its limit for large m, would call 8–19 % of equal pairs of 20 to 160 answers different,
 * and would set a queue apart in 25–40 % of quiet tables where its agents' answers cluster by a design effect of 2. An estimated
 * clustering takes Student's t in place of the normal distribution. The mid-p-values of all units are one family for Benjamini
 * and Hochberg.
 */
export function bands(
  units: readonly Standardised[],
  minEffect: number,
  clusteringOf: (unit: string) => Clustering | null = () => unclustered,
): (Band | null)[] {
  const p = units.map((unit) => {
    const clustering = clusteringOf(unit.unit);
    return clustering === null ? null : pValue(unit, clustering);
  });
  const { found } = benjaminiHochberg(p.filter((one) => one !== null));
  let next = 0;
  return units.map(({ observed, expected }, at) => {
    if (p[at] === null || observed === null || expected === null) return null;
    const isFound = found[next];
    next += 1;
    if (!isFound || !isNotable(observed - expected, minEffect)) return "not distinguishable";
    return observed > expected ? "above" : "below";
  });
}

/** Smaller ones are the same to every table. */
const minP = 1e-300;

function pValue({ favourable, compared: n, expected, expectedN }: Standardised, clustering: Clustering): number | null {
  if (expected === null) return null;
  const { own, others, degrees } = clustering;
  const behind = expectedN / others;
  const variation = own + (n - 1) / (behind + 2);
  const precision = n === 1 ? behind : (n - 1) / (variation - 1) - 2;
  // So few agents' answers vary as much as a single answer would: nothing is too far away.
  if (!(precision > 0)) return 1;
  const p = midP(favourable, n, { a: 0.5 + expected * precision, b: 0.5 + (1 - expected) * precision });
  return degrees === Number.POSITIVE_INFINITY ? p : tTwoSided(normalQuantile(Math.max(minP, p) / 2), degrees);
}
