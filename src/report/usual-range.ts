import { DateTime } from "luxon";
import type { Interval } from "../base/index.ts";

const days = 28;

/** What a report is of where nobody says: the last 28 whole days of local time, which nobody adds to any more. */
export function usualRange(now: number, timeZone: string): Interval {
  const today = DateTime.fromMillis(now, { zone: timeZone }).startOf("day");
  return { from: today.minus({ days }).toMillis(), to: today.toMillis() };
}
