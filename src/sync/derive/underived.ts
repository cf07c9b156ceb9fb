import type { Transaction, Warehouse } from "../../warehouse/index.ts";
import type { ResponseKey } from "./source-documents.ts";

/** These are derived, or set aside; of several processes only what this one has {@link taken}. */
export const forgetUnderived = (
  tx: Transaction,
  organization: string,
  keys: readonly ResponseKey[],
  isShared: boolean,
): Promise<number> =>
  tx.run(
    `DELETE FROM underived WHERE organization_id = $organization AND response_id IN (SELECT unnest($ids))
     ${isShared ? `AND source IN (${taken})` : ""}`,
    { organization, ids: keys.map(({ id }) => id) },
  );

/**
 * What is noted of a response while one of several processes derives it: whatever another one notes meanwhile stays, for its
 * document may not be among those that were read.
 */
const taken = "'survey being derived', 'evaluation being derived'";

export const takeUnderived = (
  warehouse: Warehouse,
  organization: string,
  keys: readonly ResponseKey[],
): Promise<void> =>
  warehouse.transaction(async (tx) => {
    await tx.run(
      `UPDATE underived SET source = source || ' being derived' WHERE organization_id = $organization
       AND source IN ('survey', 'evaluation') AND response_id IN (SELECT unnest($ids))`,
      { organization, ids: keys.map(({ id }) => id) },
    );
  });

/** What was taken and not derived: the rest of a batch that was halved, or of a process that died. */
export const giveBackUnderived = (warehouse: Warehouse, organization: string): Promise<void> =>
  warehouse.transaction(async (tx) => {
    await tx.run(
      `UPDATE underived SET source = CASE WHEN source LIKE 'survey%' THEN 'survey' ELSE 'evaluation' END
       WHERE organization_id = $organization AND source IN (${taken})`,
      { organization },
    );
  });
