import { type Clock, type Moment, readMoment, readNumber } from "../base/index.ts";

/** A clock for tests in which days pass. It stands still while work is done. */
export interface MovableClock extends Clock {
  /** Lets milliseconds pass at once. Tokens expire, surveys are answered, jobs are done. */
  advance(milliseconds: number): void;
}

/**
 * Returns a clock that starts at `start`. It moves by `advance`, and by every `sleep`.
 * @throws {UsageError} for a value that is not a time, also where `advance` gets no number
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
