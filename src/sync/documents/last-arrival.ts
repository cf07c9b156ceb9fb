import type { Transaction } from "../../warehouse/index.ts";
import { everyOrganization, takeTurn } from "../take-turn.ts";

/**
 * The last number that a document has, of whichever organization: they lie in one table, in the order of these numbers. Where
 * other processes write as well, they wait until this transaction ends, so that no two documents get one number, and none
 * a number that is lower than that of a document which was there before it.
 */
export async function lastArrival(tx: Transaction, isShared: boolean): Promise<number> {
  if (isShared) await takeTurn(tx, everyOrganization);
  const [last] = await tx.query("SELECT coalesce(max(arrival), 0) AS arrival FROM document");
  return Number(last?.["arrival"]);
}
