import { day } from "../../src/base/index.ts";
import { type BothEngines, openBothEngines } from "./both-engines.ts";
import { present } from "./sandboxed.ts";
import { openSynced, type Synced } from "./synced.ts";

const waits = [1, 1, 5, 60, 1];

/** The time at which the last of the syncs begins. */
export const now = present + waits.reduce((sum, days) => sum + days, 0) * day;
export const range = { from: present - 25 * day, to: now };

export interface SyncedEngines extends AsyncDisposable {
  readonly synced: Synced;
  readonly both: BothEngines;
  /** The first value of the first row, as text. */
  first(sql: string): Promise<string>;
}

/** One organization on DuckDB and on PostgreSQL, after several syncs of which each but the last was interrupted. */
export async function openSyncedEngines(): Promise<SyncedEngines> {
  const synced = await openSynced({ perDay: 8, days: 25, daysAhead: 10 });
  const both = await openBothEngines();
  await synced.sync({}, {}, both);
  for (const days of waits) {
    synced.clock.advance(days * day);
    // As a sync leaves it that was stopped: the next one looks for names that were not read.
    await both.transaction((tx) => tx.run("UPDATE sync_run SET outcome = 'interrupted'"));
    await synced.sync({}, {}, both);
  }
  return {
    ...{ synced, both },
    first: async (sql) => String(Object.values((await both.file.query(sql))[0] ?? {})[0]),
    async [Symbol.asyncDispose]() {
      await both[Symbol.asyncDispose]();
      await synced[Symbol.asyncDispose]();
    },
  };
}
