import { second } from "../base/index.ts";
import { readDate } from "./delays.ts";

/**
 * How far our clock is from Genesys', from the `Date` of its answers. `Date` is in whole seconds, cut off, and was written
 * at some moment between sending and receiving: each answer bounds the difference from both sides, several narrow it.
 */
export function createClockSkew() {
  let [least, most] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  return {
    /** @param date the header as it came, empty where there is none */
    enter(date: string, sent: number, received: number): void {
      const theirs = readDate(date);
      if (theirs === null) return;
      const [low, high] = [sent - theirs - second, received - theirs];
      // Bounds that do not meet: one of the clocks was set in between, and the newer answer is right.
      const meets = low <= most && high >= least;
      [least, most] = meets ? [Math.max(least, low), Math.min(most, high)] : [low, high];
    },
    /** Milliseconds that ours is ahead (negative: behind) for sure, 0 where both may agree; null before any `Date`. */
    ahead(): number | null {
      if (!Number.isFinite(most)) return null;
      return Math.max(least, Math.min(most, 0));
    },
  };
}
