import type { Warehouse } from "../../warehouse/index.ts";
import { ofInteraction, ofResponse } from "./replace-rows.ts";

/**
 * Rows deleted in one transaction. What DuckDB keeps of a deleted row is in memory, beyond all eviction, until all rows around it
 * are deleted and the file has been renewed, as a warehouse does between two transactions: deleting 235,000 responses and all
 * that belongs to them in one took more than 75 MB, and a rebuild of some 780,000 would have ended in "out of memory".
 */
const piece = 100_000;

/** Deletes every derived row, so that nothing is left of what is not derived any more. Stopped at any point it can be called again. */
export async function clearRows(warehouse: Warehouse, organization: string, signal?: AbortSignal): Promise<void> {
  for (const [tables, id] of [
    [ofResponse, "response_id"],
    [ofInteraction, "interaction_id"],
  ] as const)
    for (const table of tables) while ((await clearPiece(warehouse, organization, table, id, signal)) >= piece);
}

/** @returns how many rows it deleted, all of an id or none: a piece at least where there are more */
const clearPiece = (
  warehouse: Warehouse,
  organization: string,
  table: string,
  id: string,
  signal?: AbortSignal,
): Promise<number> =>
  warehouse.transaction(
    (tx) =>
      tx.run(
        `DELETE FROM ${table} WHERE organization_id = $organization AND ${id} IN
           (SELECT ${id} FROM ${table} WHERE organization_id = $organization LIMIT ${piece})`,
        { organization },
      ),
    signal,
  );
