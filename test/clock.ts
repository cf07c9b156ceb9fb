import type { Clock } from "../src/base/index.ts";

export interface TestClock extends Clock {
  /** Milliseconds that were slept away since the start. */
  readonly slept: () => number;
}

/** Time that stands still while work is done, and jumps when somebody sleeps: client and sandbox share it. */
export function createTestClock(start: number): TestClock {
  let now = start;
  return {
    now: () => now,
    slept: () => now - start,
    async sleep(milliseconds, signal) {
      const end = now + Math.max(0, milliseconds);
      // Answers under way arrive before time moves on.
      await new Promise((resolve) => setTimeout(resolve, 2));
      signal?.throwIfAborted();
      now = Math.max(now, end);
    },
  };
}
