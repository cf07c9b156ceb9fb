import { z } from "zod";
import { readStored } from "../../base/index.ts";
import type { Reader, Warehouse } from "../../warehouse/index.ts";
import type { Reconciliation } from "./reconciliation.ts";

const stored = z.object({
  at: z.string(),
  from: z.string(),
  to: z.string(),
  kinds: z.array(z.string()),
  genesys: z.number(),
  warehouse: z.number(),
  lost: z.number(),
  complete: z.boolean(),
});

/** What the warehouse remembers of its last comparison with Genesys; times are ISO 8601. */
export type LastReconciliation = Readonly<z.infer<typeof stored>>;

const nameOf = (organization: string): string => `reconciliation ${organization}`;

export const keepReconciliation = (
  warehouse: Pick<Warehouse, "transaction">,
  organization: string,
  { at, from, to, kinds, cells, lost, complete }: Reconciliation,
): Promise<void> => {
  const sum = (name: "genesys" | "warehouse"): number => cells.reduce((all, cell) => all + cell[name], 0);
  const counts = { genesys: sum("genesys"), warehouse: sum("warehouse") };
  const value: LastReconciliation = { at, from, to, kinds: [...kinds], ...counts, lost, complete };
  return warehouse.transaction((tx) => tx.put("fact", [{ name: nameOf(organization), value: JSON.stringify(value) }]));
};

/** The last comparison; null where there was none. */
export async function readLastReconciliation(
  reader: Pick<Reader, "query">,
  organization: string,
): Promise<LastReconciliation | null> {
  const name = nameOf(organization);
  const [row] = await reader.query("SELECT value FROM fact WHERE name = $name", { name });
  return row ? readStored(stored, row["value"], `fact "${name}"`, 'Run "afterword reconcile" again.') : null;
}
