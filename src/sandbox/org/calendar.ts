import { day as dayLength, hour } from "../../base/index.ts";
import { createRandom } from "./random.ts";

/** How busy each hour of a UTC day is, and each weekday, Sunday first; a mean week has 7 × the org's `perDay`. */
const hours = [2, 1, 1, 1, 1, 2, 6, 14, 24, 30, 32, 30, 26, 28, 31, 30, 27, 22, 16, 11, 8, 6, 4, 3];
const weekdays = [0.4, 1.25, 1.2, 1.15, 1.1, 1.2, 0.7];

/** 1970-01-01 was a Thursday. */
const weekday = (day: number): number => (day + 4) % 7;

export const dayOf = (time: number): number => Math.floor(time / dayLength);

const total = hours.reduce((sum, weight) => sum + weight, 0);

/** How much of a day's work is done before each hour, and the hour in which each share of it is done. */
const before = hours.map((_, at) => hours.slice(0, at).reduce((sum, weight) => sum + weight, 0));
const hourAt = hours.flatMap((weight, at) => Array<number>(weight).fill(at));

/** How many interactions start on a day. */
export function countOf(seed: number, day: number, perDay: number): number {
  const noise = 0.9 + 0.2 * createRandom(seed, "count", day).next();
  return Math.round(perDay * (weekdays[weekday(day)] ?? 1) * noise);
}

/**
 * When the `index`-th of `count` interactions of a day starts. Each has its own slice of the day's work, so starts
 * ascend with the index and one interaction can be made without the others.
 */
export function startOf(day: number, index: number, count: number, place: number): number {
  const done = ((index + place) / count) * total;
  const at = hourAt[Math.floor(done)];
  if (at === undefined) return (day + 1) * dayLength - 1;
  return Math.floor(day * dayLength + (at + (done - (before[at] ?? 0)) / (hours[at] ?? 1)) * hour);
}
