import type { Clock } from "../base/index.ts";

/** A clock for tests in which days pass: it stands still while work is done. */
export interface MovableClock extends Clock {
  /** Lets milliseconds pass at once. Tokens expire, surveys are answered, jobs are done. */
  advance(milliseconds: number): void;
}

/** Gives a clock that starts at `start` (milliseconds since 1970 UTC) and moves when told, or when somebody sleeps. */
export function createMovableClock(start: number): MovableClock {
  let now = start;
  return {
    now: () => now,
    advance(milliseconds) {
      now += milliseconds;
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
