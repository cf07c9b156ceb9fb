import type { Reader, Transaction, Warehouse } from "../../warehouse/index.ts";

/** The fact that published copies still have what was erased. */
const name = "copies due";

export const noteCopiesDue = (tx: Transaction, at: string): Promise<void> => tx.put("fact", [{ name, value: at }]);

export async function areCopiesDue(reader: Pick<Reader, "query">): Promise<boolean> {
  return (await reader.query("SELECT 1 AS one FROM fact WHERE name = $name", { name })).length > 0;
}

export async function noteCopiesRenewed(warehouse: Warehouse): Promise<void> {
  if (!(await areCopiesDue(warehouse))) return;
  await warehouse.transaction((tx) => tx.run("DELETE FROM fact WHERE name = $name", { name }));
}
