import { DateTime, IANAZone } from "luxon";
import { day, minute } from "../base/index.ts";

/**
 * The time that an ISO 8601 text means, in milliseconds; null where it is none. Without an offset it is one of `timeZone`: of an
 * hour that occurs twice the earlier, and in place of a time that the clock skipped the first one after. luxon takes whichever is
 * nearer to the offset of the day of the run.
 */
export function readLocalTime(text: string, timeZone: string): number | null {
  const written = DateTime.fromISO(text.trim(), { zone: "utc" });
  if (!written.isValid) return null;
  // With an offset the text means the same in every zone.
  const elsewhere = DateTime.fromISO(text.trim(), { zone: "UTC+1" });
  if (elsewhere.toMillis() === written.toMillis()) return written.toMillis();
  const zone = IANAZone.create(timeZone);
  const offset = (time: number): number => zone.offset(time) * minute;
  const local = written.toMillis();
  // No change of clocks is wider than a day, and no two are so close.
  const [before, after] = [offset(local - 1.5 * day), offset(local + 1.5 * day)];
  const meant = [local - before, local - after].filter((time) => time + offset(time) === local);
  return meant.length > 0 ? Math.min(...meant) : changeBetween(local - after, local - before, offset);
}

/** The first time at which another offset holds than at `from`. */
function changeBetween(from: number, to: number, offset: (time: number) => number): number {
  let [low, high] = [from, to];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offset(middle) === offset(from)) low = middle;
    else high = middle;
  }
  return high;
}
