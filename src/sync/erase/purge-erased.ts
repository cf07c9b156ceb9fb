import { AfterwordError } from "../../base/index.ts";
import type { Warehouse } from "../../warehouse/index.ts";
import { isPurgeDue, purged } from "../documents/purge-due.ts";

/** What is left of erased rows in the file, or on the server. */
export interface Purged {
  /** Tables of a server that this role may not vacuum. */
  readonly refused: readonly string[];
  /** Why the file still has what was erased in its freed blocks, or the server in its pages; null where it has not. */
  readonly failure: AfterwordError | null;
}

/**
 * Takes what was erased out of the file, or the tables of the server, where that is still to be done. If it fails, the next sync
 * or `erase` does it.
 * @param now milliseconds since 1970: what is not kept any more by its age may wait; without it that goes too
 */
export async function purgeErased(warehouse: Warehouse, signal?: AbortSignal, now?: number): Promise<Purged> {
  if (!(await isPurgeDue(warehouse, now))) return { refused: [], failure: null };
  try {
    const refused = await warehouse.purge(signal);
    await warehouse.transaction((tx) => purged(tx), signal);
    return { refused, failure: null };
  } catch (error) {
    if (!(error instanceof AfterwordError) || signal?.aborted) throw error;
    return { refused: [], failure: error };
  }
}
