import { DateTime } from "luxon";
import { type Interval, isoTime, UsageError } from "../base/index.ts";
import type { Parameters } from "../warehouse/index.ts";

export const bucketUnits = ["hour", "day", "week", "month", "quarter"] as const;
export type BucketUnit = (typeof bucketUnits)[number];

/** A period of local time as the UTC times that it lies between. */
export interface Bucket extends Interval {
  readonly label: string;
  /** Cut off by the ends of the range. */
  readonly cut: boolean;
}

export interface LocalTime {
  /** IANA name. */
  readonly timeZone: string;
  /** 1 is Monday, 7 is Sunday. */
  readonly firstDayOfWeek: number;
}

/** More than these are no chart, and no answer either. */
const most = 20_000;

const formats: Readonly<Record<BucketUnit, string>> = {
  hour: "yyyy-MM-dd'T'HH:mmZZ",
  day: "yyyy-MM-dd",
  week: "yyyy-MM-dd",
  month: "yyyy-MM",
  quarter: "yyyy-'Q'q",
};

/**
 * The periods of local time in a range, one after the other; where clocks change, a day has 23 or 25 hours. A week is called
 * by its first day.
 * @throws {UsageError} where they would be too many
 */
export function bucketsOf(range: Interval, unit: BucketUnit, local: LocalTime): readonly Bucket[] {
  const buckets: Bucket[] = [];
  let start = startOf(DateTime.fromMillis(range.from, { zone: local.timeZone }), unit, local);
  while (start.toMillis() < range.to) {
    if (buckets.length === most)
      throw new UsageError(`The range has more than ${most} periods of a ${unit}.`, "Choose longer ones.");
    const end = next(start, unit);
    const [from, to] = [Math.max(start.toMillis(), range.from), Math.min(end.toMillis(), range.to)];
    const cut = from !== start.toMillis() || to !== end.toMillis();
    buckets.push({ from, to, label: start.toFormat(formats[unit]), cut });
    start = end;
  }
  return buckets;
}

function startOf(time: DateTime, unit: BucketUnit, { firstDayOfWeek }: LocalTime): DateTime {
  if (unit !== "week") return time.startOf(unit);
  return time.startOf("day").minus({ days: (time.weekday - firstDayOfWeek + 7) % 7 });
}

/**
 * Hours pass as they do, and where clocks change by half an hour one of them is shorter; of longer periods the next one
 * begins at midnight, whenever that is.
 */
function next(start: DateTime, unit: BucketUnit): DateTime {
  if (unit === "hour") return start.plus({ minutes: 60 - start.minute });
  return start.plus({ [`${unit}s`]: 1 }).startOf("day");
}

/** Every hour of a range, called by weekday (1 is Monday) and hour of local time: `3 14`. */
export const hoursOfWeek = (range: Interval, local: LocalTime): readonly Bucket[] =>
  bucketsOf(range, "hour", local).map((bucket) => {
    const time = DateTime.fromMillis(bucket.from, { zone: local.timeZone });
    return { ...bucket, label: `${time.weekday} ${time.hour}` };
  });

export const bucketParameters = (buckets: readonly Bucket[]): Parameters => ({
  bucket_labels: buckets.map(({ label }) => label),
  bucket_starts: buckets.map(({ from }) => isoTime(from)),
  bucket_ends: buckets.map(({ to }) => isoTime(to)),
});
