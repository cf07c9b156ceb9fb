import { setTimeout as delay } from "node:timers/promises";

/** A half-open stretch of time [from, to), in milliseconds since 1970 UTC. */
export interface Interval {
  readonly from: number;
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
    await delay(Math.max(0, milliseconds), undefined, signal ? { signal } : {});
  },
};

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** `2026-03-05T08:15:00.000Z`, the one spelling that every Genesys endpoint accepts. */
export const isoTime = (time: number): string => new Date(time).toISOString();

/** `from/to`, as analytics queries want an interval. */
export const isoInterval = ({ from, to }: Interval): string => `${isoTime(from)}/${isoTime(to)}`;

/** Milliseconds of an ISO time from the wire; null where it is absent or unreadable. */
export function readTime(text: string | null | undefined): number | null {
  if (!text) return null;
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : time;
}

export const contains = ({ from, to }: Interval, time: number): boolean => time >= from && time < to;

/** Consecutive pieces of at most `longest` milliseconds that cover the interval exactly. */
export function cut({ from, to }: Interval, longest: number): Interval[] {
  const pieces: Interval[] = [];
  for (let start = from; start < to; start += longest) pieces.push({ from: start, to: Math.min(start + longest, to) });
  return pieces;
}
