import { z } from "zod";
import { readStored } from "../../base/index.ts";
import type { Reader, Warehouse } from "../../warehouse/index.ts";

const name = "published copies";

/** A path alone is what an earlier version noted. */
const stored = z.array(z.union([z.string(), z.object({ path: z.string(), from: z.string() })]));

/** Where a copy of a warehouse was published, and from which place: every copy of the file has this note, too. */
export interface PublishedCopy {
  readonly path: string;
  /** Null where it is not known. */
  readonly from: string | null;
}

/** The copies that were published: they have what is erased later, until they are renewed. */
export async function readPublished(reader: Pick<Reader, "query">): Promise<readonly PublishedCopy[]> {
  const [row] = await reader.query("SELECT value FROM fact WHERE name = $name", { name });
  if (row === undefined) return [];
  const copies = readStored(stored, row["value"], `fact "${name}"`);
  return copies.map((copy) => (typeof copy === "string" ? { path: copy, from: null } : copy));
}

/** Notes where a copy is going to be published. */
export async function notePublished(warehouse: Warehouse, path: string): Promise<void> {
  const before = await readPublished(warehouse);
  const own: PublishedCopy = { path, from: warehouse.place };
  if (before.some((copy) => copy.path === path && copy.from === own.from)) return;
  const others = before.filter((copy) => copy.path !== path);
  const value = JSON.stringify([...others.map((copy) => (copy.from === null ? copy.path : copy)), own]);
  await warehouse.transaction((tx) => tx.put("fact", [{ name, value }]));
}
