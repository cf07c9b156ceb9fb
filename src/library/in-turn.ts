import { addAbortListener } from "node:events";
import { InterruptedError } from "../base/index.ts";
import type { Warehouse } from "../warehouse/index.ts";

/** What was begun last with each open warehouse. */
const last = new WeakMap<Warehouse, Promise<unknown>>();

/**
 * Does work that writes an open DuckDB warehouse when all that this program began before with the same one has ended: a sync
 * remembers what it stored and what was erased, and would store again what is erased meanwhile. Other processes are kept out by
 * the file's lock; on a server the database has all of them take turns.
 * @throws {InterruptedError} when `signal` aborts while it waits
 */
export async function inTurn<Result>(
  warehouse: Warehouse,
  work: () => Promise<Result>,
  signal: AbortSignal | undefined,
): Promise<Result> {
  if (warehouse.shared) return work();
  const before = last.get(warehouse) ?? Promise.resolve();
  const mine = orAborted(before, signal).then(work);
  last.set(warehouse, Promise.allSettled([before, mine]));
  return mine;
}

async function orAborted(before: Promise<unknown>, signal: AbortSignal | undefined): Promise<void> {
  if (!signal) return void (await before);
  if (signal.aborted) throw new InterruptedError();
  let listening: Disposable | undefined;
  const aborted = new Promise<never>((_, reject) => {
    listening = addAbortListener(signal, () => reject(new InterruptedError()));
  });
  try {
    await Promise.race([before, aborted]);
  } finally {
    listening?.[Symbol.dispose]();
  }
}
