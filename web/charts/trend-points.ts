import type { Estimate, Setting } from "./chart.ts";
import type { Range } from "./scale.ts";

export interface TrendChartPoint {
  readonly key?: string | null;
  /** Of the period: `9 Nov`. */
  readonly name: string;
  readonly figure: Estimate;
  /** How many answers came; null where that is withheld. */
  readonly volume: number | null;
  /** Between these a quiet period stays. */
  readonly limits: { readonly low: number; readonly high: number } | null;
  /** Cut off, or not over, or with surveys that may still be answered. */
  readonly isUnfinished: boolean;
  /** What changed in the question within it. */
  readonly breaks: readonly string[];
}

export interface TrendChart extends Setting {
  readonly points: readonly TrendChartPoint[];
  /** How far values can go. @default 0 to 1 */
  readonly within?: Range;
  /** @default as percent */
  readonly write?: (value: number) => string;
}

/** Whether a period is not a quiet one. */
export const isOutside = ({ figure: { value }, limits }: TrendChartPoint): boolean =>
  value !== null && limits !== null && (value < limits.low || value > limits.high);
