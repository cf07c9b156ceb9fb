import { type Clock, minute, second } from "../base/index.ts";
import { Refusal } from "./errors.ts";

/** The wait after the first wrong token; each further one doubles it. */
const firstWait = second / 4;
const maxWait = 10 * second;
/** Whoever gave none that was wrong for so long begins anew. */
const forgiven = 5 * minute;
/** Answers that may wait at once: each holds a connection. */
const maxWaiting = 50;
const maxAddresses = 1_000;

/**
 * Answers wrong tokens later and later, by the address that gives them. A right one is never slowed: whoever shares an address
 * with somebody who guesses is not locked out, and 256 bits are not guessed at any speed.
 */
export function createSlowdown(clock: Clock): { wait(address: string, signal: AbortSignal): Promise<void> } {
  const wrong = new Map<string, { readonly count: number; readonly at: number }>();
  let waiting = 0;
  return {
    async wait(address, signal) {
      const before = wrong.get(address);
      const count = before === undefined || clock.now() - before.at > forgiven ? 0 : before.count;
      wrong.delete(address);
      wrong.set(address, { count: count + 1, at: clock.now() });
      const [oldest] = wrong.keys();
      if (wrong.size > maxAddresses && oldest !== undefined) wrong.delete(oldest);
      if (waiting >= maxWaiting)
        throw new Refusal(429, "Too many wrong tokens are given at once.", "Try again later, with the right one.");
      waiting += 1;
      try {
        await clock.sleep(Math.min(maxWait, firstWait * 2 ** Math.min(count, 20)), signal);
      } finally {
        waiting -= 1;
      }
    },
  };
}
