import { day, isoTime, readTime } from "../base/index.ts";
import type { Warehouse } from "../warehouse/index.ts";

/** How far the first sync reaches back. */
const usual = 90 * day;

/** From when on this warehouse is to know things: what it was told, and earlier if it is told so now. */
export async function readSince(
  warehouse: Warehouse,
  organization: string,
  asked: number | null,
  now: number,
): Promise<number> {
  const name = `since ${organization}`;
  const [row] = await warehouse.query("SELECT value FROM fact WHERE name = $name", { name });
  const before = readTime(String(row?.["value"] ?? ""));
  const since = Math.min(asked ?? before ?? now - usual, before ?? Infinity);
  if (since !== before) await warehouse.transaction((tx) => tx.put("fact", [{ name, value: isoTime(since) }]));
  return since;
}
