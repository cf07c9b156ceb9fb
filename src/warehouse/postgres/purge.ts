import { keys } from "../tables.ts";
import { explainFailure } from "./failure-messages.ts";
import type { Session } from "./session.ts";

interface PurgeOptions {
  /** Opens a session that writes; warnings of the server are handed to `onWarning`. */
  readonly open: (onWarning: (message: string) => void) => Promise<Session>;
  readonly place: string;
  readonly signal: AbortSignal | undefined;
}

/**
 * Vacuums every table, so that no row that was deleted is left in its pages, unless a transaction of somebody else's can still see
 * it. Bytes stay in the free space of pages until something takes it; to clear that, `VACUUM FULL` would keep all others out, and
 * their statements give up after a minute. A table of another owner is passed over by the server, with a warning.
 * @returns the tables that were passed over
 */
export async function purgeTables({ open, place, signal }: PurgeOptions): Promise<readonly string[]> {
  const refused: string[] = [];
  let table = "";
  let session: Session | null = null;
  const interrupt = (): void => void session?.close();
  try {
    session = await open(() => refused.push(table));
    signal?.addEventListener("abort", interrupt);
    for (table of Object.keys(keys)) await session.script(`VACUUM ${table}`);
    return [...new Set(refused)];
  } catch (error) {
    throw explainFailure(error, place, signal);
  } finally {
    signal?.removeEventListener("abort", interrupt);
    await session?.close();
  }
}
