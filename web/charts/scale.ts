import { extent, nice, ticks } from "d3-array";

export type Range = readonly [number, number];

/** A value's place: `scale(value)` in pixels. */
export type Scale = (value: number) => number;

export const linear =
  ([first, last]: Range, [start, end]: Range): Scale =>
  (value) =>
    start + ((value - first) / (last - first || 1)) * (end - start);

interface DomainOptions {
  /** No further than these: a share ends at 1. */
  readonly within: Range;
  /** So far at least, that noise does not fill the chart. */
  readonly span: number;
}

/** Round ends around all values that there are. */
export function domainOf(values: readonly (number | null)[], { within: [least, most], span }: DomainOptions): Range {
  const known = values.filter((value) => value !== null);
  const [low, high] = extent(known);
  if (low === undefined || high === undefined) return [least, most];
  const missing = Math.max(0, span - (high - low)) / 2;
  // What is short at one end is given to the other.
  const from = Math.max(least, Math.min(low - missing, most - span));
  const to = Math.min(most, Math.max(high + missing, from + span));
  const [start, end] = nice(from, to, 5);
  return [Math.max(least, start), Math.min(most, end)];
}

/** Round values of a scale, about so many. */
export const tickValues = ([low, high]: Range, count: number): readonly number[] =>
  ticks(low, high, Math.max(1, count));
