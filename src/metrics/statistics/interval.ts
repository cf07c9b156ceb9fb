/** The ends of an interval; both null where the sample is too small, or too uniform, for an interval. */
export type Bounds = { readonly low: number; readonly high: number } | { readonly low: null; readonly high: null };

export const noBounds: Bounds = { low: null, high: null };

/** The confidence level of every interval that is not one of a family of comparisons. */
export const defaultLevel = 0.95;

/** The range of values that a number can take: [0, 1] for shares, [−1, 1] for an NPS. */
export type Range = readonly [lowest: number, highest: number];

/** An interval whose ends stay within the range of its value. */
export const boundsWithin = ([lowest, highest]: Range, low: number, high: number): Bounds => ({
  low: Math.min(highest, Math.max(lowest, low)),
  high: Math.max(lowest, Math.min(highest, high)),
});

export type TargetVerdict = "met" | "missed" | "cannot tell";

/** Met where the whole interval is at or above the target, missed where all of it is below; else undecided. */
export function targetVerdict({ low, high }: Bounds, target: number): TargetVerdict {
  if (low === null) return "cannot tell";
  if (low >= target) return "met";
  return high < target ? "missed" : "cannot tell";
}

/** The difference of two numbers: `after` less `before`. */
export interface Difference {
  /** Null where either side is empty. */
  readonly change: number | null;
  /** The two-sided p-value: 1 − the level at which an end of the interval is 0. Null where there is no interval. */
  readonly p: number | null;
  /** The n of the smaller side. */
  readonly fewest: number;
  /** The interval of the change at a confidence level. */
  bounds(level: number): Bounds;
}
