import { DateTime } from "luxon";
import type { Interval } from "../base/index.ts";
import type { RangeFlags } from "./flags/shared.ts";
import { readRange } from "./range.ts";

const days = 28;

/** The range of a report. @default the last 28 whole days, which nobody adds to any more */
export function reportRange(flags: RangeFlags, now: number, timeZone: string): Interval {
  const asked = flags.since !== undefined || flags.from !== undefined || flags.to !== undefined;
  if (asked) return readRange(flags, now, timeZone);
  const today = DateTime.fromMillis(now, { zone: timeZone }).startOf("day");
  return { from: today.minus({ days }).toMillis(), to: today.toMillis() };
}
