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
 * Vacuums every table, so that rows that were deleted are not in its pages any more, unless a transaction of somebody else's can
 * still see them. A table of another owner is passed over by the server, with a warning.
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
