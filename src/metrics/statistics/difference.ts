import type { Bounds } from "./bounds.ts";

/** How a number differs from what it is compared with: `after` less `before`. */
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
