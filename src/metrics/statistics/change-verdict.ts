import { benjaminiHochberg } from "./benjamini-hochberg.ts";
import { type Bounds, type Difference, defaultLevel, noBounds } from "./interval.ts";

export type Verdict = "rise" | "fall" | "no clear change" | "too few";

export interface JudgedChange {
  readonly verdict: Verdict;
  readonly change: number | null;
  /**
   * At 95 %, regardless of the level of the verdict: the bounds in "could be −4 to +3". Null bounds where the verdict
   * is "too few".
   */
  readonly bounds: Bounds;
  /** At most this p-value makes a find of this comparison, with the others unchanged; null where it is none. */
  readonly alpha: number | null;
}

export interface Judgement {
  /** In the order of the table. */
  readonly changes: readonly JudgedChange[];
  /** How many comparisons the family has; those with too few answers are none. */
  readonly compared: number;
  /** The confidence level at which the intervals of finds exclude 0, and those of all others contain it. */
  readonly level: number;
}

/** No verdict with fewer answers than this on either side. */
export const fewestForVerdict = 30;

/** What of the findings of one table may be false. */
const falseDiscoveries = 0.05;

/** 0.72 − 0.70 is not 0.02 in floating point; a change of exactly the smallest effect counts. */
const rounding = 1e-9;

/** Whether a difference is at least as large as the smallest that counts. */
export const isNotable = (difference: number, minEffect: number): boolean =>
  Math.abs(difference) >= minEffect - rounding;

/**
 * Judges all comparisons of one table as one family: "rise" or "fall" where the change is found at a false discovery
 * rate of 5 %, which is where the adjusted interval excludes 0, and is at least `minEffect` (a fraction: 0.02 is 2 points).
 */
export function judgeChanges(table: readonly Difference[], minEffect: number): Judgement {
  const family = table.filter(isComparable);
  const { found, level } = benjaminiHochberg(
    family.map(({ p }) => p),
    falseDiscoveries,
  );
  const clear = new Set<Difference>(family.filter((_, at) => found[at]));
  const changes = table.map((difference): JudgedChange => {
    const { change } = difference;
    if (change === null || !isComparable(difference))
      return { verdict: "too few", change, bounds: noBounds, alpha: null };
    const isClear = clear.has(difference);
    const direction = change > 0 ? "rise" : "fall";
    return {
      verdict: isClear && isNotable(change, minEffect) ? direction : "no clear change",
      change,
      bounds: difference.bounds(defaultLevel),
      // As the last of those found it would have to be among the k smallest: p ≤ k·q/m.
      alpha: ((isClear ? clear.size : clear.size + 1) * falseDiscoveries) / family.length,
    };
  });
  return { changes, compared: family.length, level };
}

const isComparable = (one: Difference): one is Difference & { readonly p: number } =>
  one.p !== null && one.fewest >= fewestForVerdict;
