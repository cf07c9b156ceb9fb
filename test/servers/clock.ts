import { createMovableClock, type MovableClock } from "../../src/sandbox/index.ts";

export interface TestClock extends MovableClock {
  /** Milliseconds that have passed since the start. */
  readonly slept: () => number;
}

/** Time that stands still while work is done, and jumps when somebody sleeps: client and sandbox share it. */
export function createTestClock(start: number): TestClock {
  const clock = createMovableClock(start);
  return { ...clock, slept: () => clock.now() - start };
}
