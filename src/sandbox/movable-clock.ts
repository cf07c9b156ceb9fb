import { type Clock, type Moment, readMoment, readNumber } from "../base/index.ts";

/** A clock for tests in which days pass: it stands still while work is done. */
export interface MovableClock extends Clock {
  /** Lets milliseconds pass at once. Tokens expire, surveys are answered, jobs are done. */
  advance(milliseconds: number): void;
}

/**
 * Gives a clock that starts at `start` and moves when told, or when somebody sleeps.
 * @throws {UsageError} for what is no time, also where it is to be moved by no number
 */
export function createMovableClock(start: Moment): MovableClock {
  let now = readMoment(start, "createMovableClock: start");
  return {
    now: () => now,
    advance(milliseconds) {
      now += readNumber(0)(milliseconds, "advance: milliseconds");
    },
    async sleep(milliseconds, signal) {
      const end = now + Math.max(0, milliseconds);
      // Answers under way arrive before time moves on.
      await new Promise((resolve) => setTimeout(resolve, 2));
      signal?.throwIfAborted();
      now = Math.max(now, end);
    },
  };
}
