import type { Estimate, Setting } from "./chart.ts";
import type { Shape } from "./marks.ts";
import type { Range } from "./scale.ts";

export interface IntervalRow {
  /** Identifies the group when its mark is clicked. */
  readonly key?: string | null;
  readonly name: string;
  readonly figure: Estimate;
  /** What others with the same mix of work reach. */
  readonly expected: number | null;
  readonly band: "above" | "not distinguishable" | "below" | null;
  /** The verdict in a few words. */
  readonly note: string | null;
  /** With too few answers for a verdict. */
  readonly isFew: boolean;
}

export interface IntervalBars extends Setting {
  readonly rows: readonly IntervalRow[];
  /** Which rows axis and columns have room for, where a chart is one of several. @default rows */
  readonly axisOf?: readonly IntervalRow[];
  /** How far values can go. @default 0 to 1 */
  readonly within?: Range;
  /** @default as percent */
  readonly write?: (value: number) => string;
}

/** The shape of its point says what there is to say about it. */
export function shapeOf({ band, isFew }: IntervalRow): Shape {
  if (band === "above") return "up";
  if (band === "below") return "down";
  return isFew ? "hollow" : "dot";
}
