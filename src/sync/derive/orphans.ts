import type { Transaction, Warehouse } from "../../warehouse/index.ts";
import { readIdRanges, within } from "./id-ranges.ts";
import { ofInteraction } from "./replace-rows.ts";

const orphans = [
  ["response_id", ["answer", "attribution"]],
  ["interaction_id", ofInteraction],
] as const;

/** Deletes the rows that belong to no response. Stopped at any point, it can be called again. */
export async function removeOrphans(warehouse: Warehouse, organization: string, signal?: AbortSignal): Promise<void> {
  for (const [column, tables] of orphans) {
    for (const range of await readIdRanges(warehouse, organization, column)) {
      const { sql, parameters } = within(column, range);
      for (const table of tables) {
        const statement = `DELETE FROM ${table} WHERE organization_id = $organization AND ${sql} AND ${column} NOT IN
          (SELECT ${column} FROM response WHERE organization_id = $organization AND ${sql})`;
        await warehouse.transaction((tx) => tx.run(statement, { organization, ...parameters }), signal);
      }
    }
  }
}

/** Notes the responses of which no document is stored: their rows go when they are derived. */
export async function markWithoutDocuments(
  tx: Transaction,
  organization: string,
  kinds: readonly string[],
): Promise<void> {
  for (const range of await readIdRanges(tx, organization, "response_id")) {
    const { sql, parameters } = within("response_id", range);
    await tx.run(
      `INSERT INTO underived SELECT organization_id, source, response_id FROM response
       WHERE organization_id = $organization AND ${sql} AND response_id NOT IN
         (SELECT id FROM document WHERE organization_id = $organization AND kind IN (SELECT unnest($kinds)) AND ${within("id", range).sql})`,
      { organization, kinds, ...parameters },
    );
  }
}
