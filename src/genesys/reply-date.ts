import { minute, second } from "../base/index.ts";

/** Greater numbers are no seconds to wait but a time: seconds since 1970, or milliseconds. */
const [firstEpochSecond, firstEpochMillisecond] = [1e8, 1e11];

/** An HTTP date in the one spelling that is still sent (RFC 9110, 5.6.7). */
const httpDate = /[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT/;

/** `Date` of an answer; null where it has none. */
export function readDate(text: string): number | null {
  // Date.parse makes a date of almost anything that has a digit.
  const spelt = httpDate.exec(text.slice(0, 200))?.[0] ?? /^\d{4}-\d\d-\d\dT.{0,40}$/.exec(text)?.[0];
  const date = spelt === undefined ? Number.NaN : Date.parse(spelt);
  return Number.isNaN(date) ? null : date;
}

/**
 * Milliseconds from `now` until the time of a header: seconds, a time as a number, or a date. Something between may
 * have joined a header that came twice (`2, 2`): then the longest counts. Null where it has none.
 */
export function readDelay(text: string, now: number): number | null {
  const parts = text
    .slice(0, 200)
    .split(",")
    .map((part) => part.trim());
  const numbers = parts.map((part) => (/^[0-9.]/.test(part) ? Number(part) : Number.NaN));
  if (numbers.every((number) => number >= 0)) return Math.max(...numbers.map((number) => untilNumber(number, now)));
  const date = readDate(text);
  return date === null ? null : Math.max(0, date - now);
}

function untilNumber(number: number, now: number): number {
  if (number < firstEpochSecond) return number * second;
  return Math.max(0, (number < firstEpochMillisecond ? number * second : number) - now);
}

/** Official clients and public code know windows of a minute; anything much longer is no number of seconds. */
const maxResetDelay = 10 * minute;

/** The same of `inin-ratelimit-reset`; null where that is no time within which a limit's window may end. */
export function readReset(text: string, now: number): number | null {
  const delay = readDelay(text, now);
  return delay !== null && delay <= maxResetDelay ? delay : null;
}

/**
 * How far our clock is from Genesys', from the `Date` of its answers. `Date` is in whole seconds, cut off, and was written
 * at some moment between sending and receiving: each answer bounds the difference from both sides, several narrow it.
 */
export function createClockSkew() {
  let [minAhead, maxAhead] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  return {
    /** @param date the header's text, empty where there is none */
    enter(date: string, sent: number, received: number): void {
      const theirs = readDate(date);
      if (theirs === null) return;
      const [low, high] = [sent - theirs - second, received - theirs];
      // Bounds that do not meet: one of the clocks was set in between, and the newer answer is right.
      const meets = low <= maxAhead && high >= minAhead;
      [minAhead, maxAhead] = meets ? [Math.max(minAhead, low), Math.min(maxAhead, high)] : [low, high];
    },
    /** Milliseconds that ours is ahead (negative: behind) for sure, 0 where both may agree; null before any `Date`. */
    ahead(): number | null {
      if (!Number.isFinite(maxAhead)) return null;
      return Math.max(minAhead, Math.min(maxAhead, 0));
    },
  };
}
