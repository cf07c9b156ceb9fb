import { benjaminiHochberg } from "./benjamini-hochberg.ts";
import { type Bounds, noBounds } from "./bounds.ts";
import type { Difference } from "./difference.ts";

export type Verdict = "rise" | "fall" | "no clear change" | "too few";

export interface JudgedChange {
  readonly verdict: Verdict;
  readonly change: number | null;
  /** At the level of the table: what "could be −4 to +3" prints. Null bounds where the verdict is "too few". */
  readonly bounds: Bounds;
}

export interface Judgement {
  /** In the order of the table. */
  readonly changes: readonly JudgedChange[];
  /** How many comparisons the family has; those with too few answers are none. */
  readonly compared: number;
  /** The confidence level of every interval here. */
  readonly level: number;
}

/** No verdict with fewer answers than this on either side. */
export const fewestForVerdict = 30;

/** 0.72 − 0.70 is not 0.02 in floating point; a change of exactly the smallest effect counts. */
const rounding = 1e-9;

/**
 * Judges all comparisons of one table as one family: "rise" or "fall" where the change is found at a false discovery
 * rate of 5 %, which is where the adjusted interval excludes 0, and is at least `minEffect` (a fraction: 0.02 is 2 points).
 */
export function judgeChanges(table: readonly Difference[], minEffect: number): Judgement {
  const family = table.filter(isComparable);
  const { found, level } = benjaminiHochberg(family.map(({ p }) => p));
  const clear = new Set<Difference>(family.filter((_, at) => found[at]));
  const changes = table.map((difference): JudgedChange => {
    const { change } = difference;
    if (change === null || !isComparable(difference)) return { verdict: "too few", change, bounds: noBounds };
    const notable = clear.has(difference) && Math.abs(change) >= minEffect - rounding;
    const direction = change > 0 ? "rise" : "fall";
    return { verdict: notable ? direction : "no clear change", change, bounds: difference.bounds(level) };
  });
  return { changes, compared: family.length, level };
}

const isComparable = (one: Difference): one is Difference & { readonly p: number } =>
  one.p !== null && one.fewest >= fewestForVerdict;
