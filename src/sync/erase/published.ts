import { z } from "zod";
import { readStored } from "../../base/index.ts";
import type { Reader, Warehouse } from "../../warehouse/index.ts";

const name = "published copies";
const storedPaths = z.array(z.string());

/** Where copies of a warehouse were published: they have what is erased later, until they are renewed. */
export async function readPublished(reader: Pick<Reader, "query">): Promise<readonly string[]> {
  const [row] = await reader.query("SELECT value FROM fact WHERE name = $name", { name });
  return row === undefined ? [] : readStored(storedPaths, row["value"], `fact "${name}"`);
}

/** Notes where a copy is going to be published. */
export async function notePublished(warehouse: Warehouse, path: string): Promise<void> {
  const before = await readPublished(warehouse);
  if (before.includes(path)) return;
  const value = JSON.stringify([...before, path]);
  await warehouse.transaction((tx) => tx.put("fact", [{ name, value }]));
}
