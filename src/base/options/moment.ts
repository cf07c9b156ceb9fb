import { isDate } from "node:util/types";
import { UsageError } from "../errors.ts";
import { type Interval, isoTime, isStorableTime } from "../time.ts";
import { readOptions, unfit } from "./options.ts";

/**
 * A time: ISO 8601 text such as `2026-03-01` or `2026-03-01T08:00:00+01:00` (in UTC where it has no offset), a `Date`, or
 * milliseconds since 1970 UTC.
 */
export type Moment = string | Date | number;

/** A half-open stretch of time [from, to). */
export interface Period {
  /** The first moment of it. */
  readonly from: Moment;
  /** The first moment after it. */
  readonly to: Moment;
}

const isoText =
  /^(?<date>(?<year>\d{4})-(?<month>\d\d)-(?<monthDay>\d\d))(?:[T ](?<clock>\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(?<offset>Z|[+-]\d\d:\d\d)?)?$/i;

const momentHint =
  "Give ISO 8601 text such as 2026-03-01 or 2026-03-01T08:00:00Z (in UTC where it has no offset), a Date, or milliseconds since 1970.";

/** Seconds of the years 2001 to 2286: as milliseconds they are of January and April 1970, which nobody means. */
const seconds = { min: 1_000_000_000, max: 10_000_000_000 };

/**
 * Milliseconds since 1970 UTC.
 * @throws {UsageError} for a text that is not a time, or a time that is not of the years 1 to 9999
 */
export function readMoment(value: unknown, name: string): number {
  const time = isDate(value) ? value.getTime() : typeof value === "string" ? readIsoText(value) : value;
  if (typeof time !== "number" || !Number.isFinite(time) || !isStorableTime(time)) throw unfit(name, value, momentHint);
  if (typeof value === "number" && value >= seconds.min && value < seconds.max) {
    throw unfit(name, value, `That is ${isoTime(value)}: seconds have to be multiplied by 1,000. ${momentHint}`);
  }
  return Math.floor(time);
}

function readIsoText(text: string): number {
  const { date, year, month, monthDay, clock = "00:00", offset = "Z" } = isoText.exec(text.trim())?.groups ?? {};
  if (date === undefined) return Number.NaN;
  // 30 February would be taken for 2 March.
  const exists = new Date(Date.UTC(2000, Number(month) - 1, 1));
  exists.setUTCFullYear(Number(year), Number(month) - 1, Number(monthDay));
  if (exists.getUTCMonth() !== Number(month) - 1 || exists.getUTCDate() !== Number(monthDay)) return Number.NaN;
  return Date.parse(`${date}T${clock}${offset.toUpperCase()}`);
}

/**
 * Both ends of a stretch of time in milliseconds since 1970 UTC.
 * @throws {UsageError} where one is no time, or the end is not after the start
 */
export function readPeriod(value: unknown, name: string): Interval {
  const { from, to } = readOptions<Interval>(value, name, { from: readMoment, to: readMoment }, ["from", "to"]);
  if (from < to) return { from, to };
  throw new UsageError(
    `${name}.from (${isoTime(from)}) is not before ${name}.to (${isoTime(to)}).`,
    "A range is [from, to): give a start that lies before its end.",
  );
}
