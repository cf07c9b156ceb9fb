import { DateTime } from "luxon";
import type { Interval } from "../base/index.ts";

export const comparisons = ["previous", "year"] as const;
export type Comparison = (typeof comparisons)[number];

/**
 * What a range is compared with: as many days before it, or the same days a year before, at the same local times. A range that
 * is not over yet is compared with the part that had passed by then.
 */
export function comparedPeriod(range: Interval, kind: Comparison, timeZone: string, now: number): Interval {
  const at = (time: number): DateTime => DateTime.fromMillis(time, { zone: timeZone });
  const shift = kind === "year" ? { years: 1 } : at(range.to).diff(at(range.from), ["days", "milliseconds"]).toObject();
  const moved = (time: number): number => at(time).minus(shift).toMillis();
  return { from: moved(range.from), to: kind === "year" ? moved(Math.min(range.to, now)) : before(range, now, moved) };
}

/** The previous period ends where this one begins, unless this one is still running. */
const before = (range: Interval, now: number, moved: (time: number) => number): number =>
  range.to > now ? Math.min(moved(now), range.from) : range.from;
