import { day, isoTime, readTime } from "../base/index.ts";
import type { Reader, Warehouse } from "../warehouse/index.ts";

/** How far the first sync reaches back. */
const defaultReach = 90 * day;

const nameOf = (organization: string): string => `since ${organization}`;

/** From when on a warehouse was told to know things; null before its first sync. Milliseconds since 1970 UTC. */
export async function storedSince(reader: Pick<Reader, "query">, organization: string): Promise<number | null> {
  const [row] = await reader.query("SELECT value FROM fact WHERE name = $name", { name: nameOf(organization) });
  return readTime(String(row?.["value"] ?? ""));
}

/**
 * What was asked for where our clock is so far ahead. A length was counted back from our clock, a date was not, and nothing
 * says which it was: the earlier of both has all of either.
 */
export const byServer = (asked: number | null, ahead: number): number | null =>
  asked === null ? null : Math.min(asked, asked - ahead);

/** What a sync goes back to: what it is told, and no later than what the warehouse was told before. */
export const chooseSince = (asked: number | null, before: number | null, now: number): number =>
  Math.min(past(asked, now) ?? past(before, now) ?? now - defaultReach, before ?? Infinity);

/** Nothing is known from a time on that has not come: a clock that was ahead has set it. */
const past = (time: number | null, now: number): number | null => (time !== null && time < now ? time : null);

/** From when on this warehouse is to know things: what it was told, and earlier if it is told so now. */
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
