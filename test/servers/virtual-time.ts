import type { Clock } from "../../src/base/index.ts";

/**
 * Time that moves on only when nobody has anything left to do, to the next moment that somebody waits for: many sleepers
 * keep their order. Only for work without real input and output, which it would not wait for.
 */
export function createVirtualTime() {
  let now = 1_000_000;
  const sleepers = new Set<{ at: number; wake: () => void }>();
  const clock: Clock = {
    now: () => now,
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        const stop = () => {
          if (sleepers.delete(sleeper)) reject(signal?.reason);
        };
        const wake = () => {
          signal?.removeEventListener("abort", stop);
          resolve();
        };
        const sleeper = { at: now + milliseconds, wake };
        sleepers.add(sleeper);
        signal?.addEventListener("abort", stop);
      }),
  };
  async function run(work: Promise<unknown>): Promise<void> {
    let done = false;
    const end = work.finally(() => {
      done = true;
    });
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      if (done) return void (await end);
      const [next] = [...sleepers].sort((a, b) => a.at - b.at);
      if (!next) throw new Error("Everybody waits for nothing.");
      sleepers.delete(next);
      now = Math.max(now, next.at);
      next.wake();
    }
  }
  return { clock, run };
}
