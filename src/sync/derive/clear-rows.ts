import type { Warehouse } from "../../warehouse/index.ts";
import { ofInteraction, ofResponse } from "./replace-rows.ts";

/**
 * Rows deleted in one transaction. Of those around which some were deleted before, DuckDB holds 32 bytes each in memory until
 * the file has been renewed, as a warehouse does between two transactions. All that belongs to a million responses would take 400 MB,
 * deleted at once.
 */
const piece = 100_000;

/**
 * Deletes every derived row, so that no row is left of a response that is not derived any more. Stopped at any point,
 * it can be called again.
 */
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
