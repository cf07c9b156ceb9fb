import { type Clock, minute, second } from "../base/index.ts";
import { Refusal } from "./errors.ts";

/** The wait after the first wrong token; each further one doubles it. */
const firstWait = second / 4;
const maxWait = 10 * second;
/** After so long without a wrong token, an address starts again at the first wait. */
const forgiven = 5 * minute;
/** Answers that may wait at once: each holds a connection. */
const maxWaiting = 50;
const maxAddresses = 1_000;

/**
 * Delays the answer to each wrong token, for longer each time, by client address. A valid token is never delayed: people who share
 * an address with an attacker are not locked out, and 256 bits cannot be guessed at any speed.
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
        throw new Refusal(
          429,
          "Too many requests with wrong tokens are waiting.",
          "Try again in a minute, with a valid token.",
        );
      waiting += 1;
      try {
        await clock.sleep(Math.min(maxWait, firstWait * 2 ** Math.min(count, 20)), signal);
      } finally {
        waiting -= 1;
      }
    },
  };
}
