import { setImmediate } from "node:timers/promises";

/** A calculation runs this long before control goes back to the event loop. Milliseconds. */
const maxBusy = 8;

/** A function to await between pieces of a long calculation; it yields to the event loop when the last pieces took too long. */
export function createYield(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < maxBusy) return;
    await setImmediate();
    since = performance.now();
  };
}
