import { second } from "../base/index.ts";
import { readDate, readReset } from "./reply-date.ts";

/** The rate limit in an answer's headers: requests so far, requests allowed, seconds until the count starts again. */
export interface Limits {
  readonly count: number;
  readonly allowed: number;
  readonly reset: number;
}

/** One window of the rate limit as far as it is known; its end lies between `earliest` and `latest`. */
export interface RateWindow {
  readonly count: number;
  readonly allowed: number;
  readonly earliest: number;
  readonly latest: number;
}

/** The assumed length of a window whose end cannot be read: Genesys counts by the minute. Seconds. */
const defaultReset = 60;

/** `inin-ratelimit-count`, `-allowed` and `-reset` of an answer that came at `now`; null unless all three are there. */
export function readLimits(header: (name: string) => string, now: number): Limits | null {
  const [count, allowed] = ["count", "allowed"].map((name) => readCount(header(`inin-ratelimit-${name}`)));
  const reset = header("inin-ratelimit-reset");
  if (count === undefined || allowed === undefined || reset === "") return null;
  const left = readReset(reset, readDate(header("date")) ?? now);
  return count >= 0 && allowed > 0 ? { count, allowed, reset: left === null ? defaultReset : left / second } : null;
}

/** The greatest where something between has joined a header that came twice. */
const readCount = (text: string): number =>
  text === "" ? Number.NaN : Math.max(...text.slice(0, 200).split(",").map(Number));

/**
 * The state of the window after one more answer, which was asked for at `sent` and came at `received`.
 *
 * `reset` is in whole seconds, rounded nobody knows how, and was true at some moment between the two: the window ends later
 * than `sent + reset − 1 s` and earlier than `received + reset + 1 s`. Several answers narrow it. An answer whose bounds lie
 * wholly behind those known belongs to the next window, one whose bounds lie before them to a window that is over. Answers
 * overtake each other: within a window the highest count is the newest.
 */
export function narrow(window: RateWindow | null, limits: Limits, sent: number, received: number): RateWindow {
  const { count, allowed, reset } = limits;
  const earliest = sent + (reset - 1) * second;
  const latest = received + (reset + 1) * second;
  if (!window || earliest > window.latest) return { count, allowed, earliest, latest };
  if (latest < window.earliest) return window;
  return {
    count: Math.max(window.count, count),
    allowed: count >= window.count ? allowed : window.allowed,
    earliest: Math.max(window.earliest, earliest),
    latest: Math.min(window.latest, latest),
  };
}

/** What is known of a rate limit. */
export interface LimitState {
  /** Null where no headers speak of a limit. */
  readonly window: RateWindow | null;
  /** Until the first answer has come, requests go one by one: nothing is known yet. */
  readonly answered: boolean;
}

export const nothingKnown: LimitState = { window: null, answered: false };

/**
 * When the next request may be sent while others are in flight, as far as is known now; null: once one of those has returned. It lets
 * through only as many as the limit surely allows: those in flight count, and the end of a window is its latest possible end.
 */
export function roomAt({ window, answered }: LimitState, inFlight: number, now: number): number | null {
  if (!answered && inFlight > 0) return null;
  if (!window) return now;
  // Behind its end a new window counts those in flight at most, and one of their answers will show its count.
  const over = now >= window.latest;
  if ((over ? 0 : window.count) + inFlight < usableOf(window.allowed)) return now;
  return over ? null : window.latest;
}

/** One is left over, because it is not documented whether `count` already contains the request that it answers. */
const usableOf = (allowed: number): number => Math.max(1, allowed - 1);

/** What is known after an answer with these limits; `header` is null where no answer came. */
export function afterAnswer(
  { window, answered }: LimitState,
  { header, limits }: { readonly header: ((name: string) => string) | null; readonly limits: Limits | null },
  sent: number,
  now: number,
): LimitState {
  const known = answered || header !== null;
  if (limits) return { answered: known, window: narrow(window, limits, sent, now) };
  // Lost on the way, or answered by something in between: Genesys may have counted it all the same.
  return { answered: known, window: window && { ...window, count: window.count + 1 } };
}
