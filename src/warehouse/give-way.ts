import { setImmediate } from "node:timers/promises";

/** Longest stretch of work, in milliseconds, after which whatever else waits in the process gets its turn. */
const longest = 8;

/** A function to await between pieces of a long calculation; it lets others in when the last pieces took too long. */
export function createGiveWay(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < longest) return;
    await setImmediate();
    since = performance.now();
  };
}
