import { UsageError } from "../base/index.ts";
import type { RosterSource, RosterTable } from "../config/index.ts";
import type { Roster } from "../metrics/index.ts";
import { findRoster } from "../request/index.ts";
import type { Reader } from "../warehouse/index.ts";
import type { MakeCache } from "./cache.ts";
import { Refusal } from "./errors.ts";

interface Options {
  /** The whole warehouse: who is meant does not depend on who asks. */
  readonly warehouse: Reader;
  readonly source: RosterSource;
  readonly createCache: MakeCache;
  /** Receives what is wrong with it, which may name people whom the reader may not see. */
  readonly report: (sentence: string) => void;
  readonly signal: AbortSignal;
}

/** Reads the roster as it is at each request; its agents are looked up again once it or the warehouse is another one. */
export function createRosterReader({ warehouse, source, createCache, report, signal }: Options) {
  const found = createCache<Roster>(1);
  const numbers = new WeakMap<RosterTable, number>();
  let count = 0;

  async function read(): Promise<Roster | undefined> {
    const table = await source.read();
    if (table === null) return undefined;
    const number = numbers.get(table) ?? ++count;
    numbers.set(table, number);
    return await found.read(String(number), async () => (await findRoster(warehouse, table, signal)).roster);
  }

  return async (): Promise<Roster | undefined> => {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      report(error.message);
      throw new Refusal(
        503,
        "The roster cannot be read.",
        "See the terminal in which afterword serve runs for the reason.",
      );
    }
  };
}
