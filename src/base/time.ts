import { setTimeout as delay } from "node:timers/promises";

/** A half-open stretch of time [from, to), in milliseconds since 1970 UTC. */
export interface Interval {
  /** The first millisecond of it. */
  readonly from: number;
  /** The first millisecond after it. */
  readonly to: number;
}

/** Time as an argument, so that a test can own it. */
export interface Clock {
  /** Milliseconds since 1970 UTC. */
  now(): number;
  /** Resolves after `milliseconds`; rejects with the signal's reason when aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (milliseconds, signal) => {
    for (let left = Math.max(0, milliseconds); ; left -= maxTimer) {
      await delay(Math.min(left, maxTimer), undefined, signal ? { signal } : {});
      if (left <= maxTimer) return;
    }
  },
};

/** Node's timers end at once, with a warning, where they are to take longer than 2³¹ ms. */
const maxTimer = 2 ** 31 - 1;

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** No Genesys Cloud existed before, in milliseconds since 1970. */
export const earliestTime = Date.UTC(2010, 0, 1);

/**
 * How long after its interaction a response may still be answered, in milliseconds: invitations may run 90 days (official SDK
 * model `SurveyAssignment`), and a margin.
 */
export const answerHorizon = 100 * day;

/** `2026-03-05T08:15:00.000Z`, the one spelling that every Genesys endpoint accepts. */
export function isoTime(time: number): string {
  const whole = Math.trunc(time);
  const on = Math.floor(whole / day);
  const left = whole - on * day;
  const [hours, minutes, seconds] = [
    Math.floor(left / hour),
    Math.floor(left / minute) % 60,
    Math.floor(left / second) % 60,
  ];
  return `${dateOf(on)}${two[hours]}:${two[minutes]}:${two[seconds]}.${three[left % second]}Z`;
}

const two = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, "0"));
const three = Array.from({ length: 1_000 }, (_, number) => String(number).padStart(3, "0"));

// Date's own spelling took ten times as long: half of the time of a page of interactions.
let latest = { on: Number.NaN, text: "" };

/** `2026-03-05T`; throws a RangeError where there is no such day, as Date does. */
function dateOf(on: number): string {
  if (on !== latest.on) latest = { on, text: new Date(on * day).toISOString().slice(0, -13) };
  return latest.text;
}

/** `from/to`, as analytics queries want an interval. */
export const isoInterval = ({ from, to }: Interval): string => `${isoTime(from)}/${isoTime(to)}`;

/**
 * The years 1 to 9999: what every database, spreadsheet and calendar can hold, and ISO 8601 without a sign can write.
 */
const years = { first: -62_135_596_800_000, end: 253_402_300_800_000 };

/** A date and a time of day without a time zone. */
const withoutOffset = /^[^T ]+[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d*)?)?$/;

/**
 * Milliseconds of an ISO time from the wire; null where it is absent or unreadable, or not of the years 1 to 9999. Genesys'
 * times are UTC: one without a zone is not one of this machine's time zone, for which `Date` would take it.
 */
export function readTime(text: string | null | undefined): number | null {
  if (!text) return null;
  const time = Date.parse(!text.endsWith("Z") && withoutOffset.test(text) ? `${text}Z` : text);
  return isStorableTime(time) ? time : null;
}

/** Whether it is a time, in milliseconds since 1970 UTC, of the years 1 to 9999. */
export const isStorableTime = (time: number): boolean => time >= years.first && time < years.end;

export const contains = ({ from, to }: Interval, time: number): boolean => time >= from && time < to;

/** Consecutive pieces of at most `maxLength` milliseconds that cover the interval exactly. */
export function cut({ from, to }: Interval, maxLength: number): Interval[] {
  const pieces: Interval[] = [];
  for (let start = from; start < to; start += maxLength)
    pieces.push({ from: start, to: Math.min(start + maxLength, to) });
  return pieces;
}
