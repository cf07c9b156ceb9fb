import { day, earliestTime, isoTime, readTime } from "../base/index.ts";
import type { Reader, Warehouse } from "../warehouse/index.ts";

/** How far the first sync reaches back. */
const defaultReach = 90 * day;

const nameOf = (organization: string): string => `since ${organization}`;

/**
 * The start of the data that a warehouse was asked to hold; null before its first sync. Milliseconds since 1970 UTC.
 */
export async function storedSince(reader: Pick<Reader, "query">, organization: string): Promise<number | null> {
  const [row] = await reader.query("SELECT value FROM fact WHERE name = $name", { name: nameOf(organization) });
  return readTime(String(row?.["value"] ?? ""));
}

/**
 * The start as asked for, corrected where our clock is so far ahead. A length was counted back from our clock, a date
 * was not, and which it was is not known: the earlier of both covers either.
 */
export const byServer = (asked: number | null, ahead: number): number | null =>
  asked === null ? null : Math.min(asked, asked - ahead);

/** The start of a sync: as asked for, and no later than the one that the warehouse has. */
export const chooseSince = (asked: number | null, before: number | null, now: number): number =>
  Math.min(past(asked, now) ?? past(before, now) ?? now - defaultReach, before ?? Infinity);

/** Nothing is known from a time on that has not come: a clock that was ahead has set it. Nor is there anything of the time before Genesys. */
const past = (time: number | null, now: number): number | null =>
  time !== null && time < now ? Math.max(time, earliestTime) : null;

/** The start of the data that this warehouse is to hold: as before, or earlier if this sync asks for it. */
export async function readSince(
  warehouse: Warehouse,
  organization: string,
  asked: number | null,
  now: number,
): Promise<number> {
  const before = await storedSince(warehouse, organization);
  const since = chooseSince(asked, before, now);
  if (since !== before)
    await warehouse.transaction((tx) => tx.put("fact", [{ name: nameOf(organization), value: isoTime(since) }]));
  return since;
}
