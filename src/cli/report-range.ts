import type { Interval } from "../base/index.ts";
import { usualRange } from "../report/index.ts";
import type { RangeFlags } from "./flags/shared.ts";
import { readRange } from "./request/time-range.ts";

/** The range of a report. @default the last 28 whole days */
export function reportRange(flags: RangeFlags, now: number, timeZone: string): Interval {
  const asked = flags.since !== undefined || flags.from !== undefined || flags.to !== undefined;
  return asked ? readRange(flags, now, timeZone) : usualRange(now, timeZone);
}
