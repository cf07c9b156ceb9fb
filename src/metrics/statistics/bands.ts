import { benjaminiHochberg } from "./benjamini-hochberg.ts";
import { midP } from "./beta-binomial.ts";
import type { Standardised } from "./standardise.ts";

export type Band = "above" | "not distinguishable" | "below";

/**
 * Sorts the units of one table into three bands against what is expected of their own mix; 5 % of those outside the
 * middle band are expected to be there by chance. Null where a unit has nothing to be compared with. Counts must be whole,
 * so a rule that weights answers has no bands.
 *
 * The expected share is an estimate too, so that k of n follows a beta-binomial: Beta(½ + E·m, ½ + (1 − E)·m), m being
 * the answers of others behind E. It is the predictive distribution of k after m such answers from Jeffreys' prior. A plain
 * binomial, its limit for large m, would call 8–19 % of equal pairs of 20 to 160 answers different. The mid-p-values of
 * all units are one family for Benjamini and Hochberg.
 */
export function bands(units: readonly Standardised[]): (Band | null)[] {
  const p = units.map(({ favourable, compared, expected, expectedN }) =>
    expected === null
      ? null
      : midP(favourable, compared, { a: 0.5 + expected * expectedN, b: 0.5 + (1 - expected) * expectedN }),
  );
  const { found } = benjaminiHochberg(p.filter((one) => one !== null));
  let next = 0;
  return units.map(({ observed, expected }) => {
    if (observed === null || expected === null) return null;
    const isFound = found[next];
    next += 1;
    if (!isFound) return "not distinguishable";
    return observed > expected ? "above" : "below";
  });
}
