import { z } from "zod";
import { readStored, readVersion } from "../../base/index.ts";
import type { Reader, Transaction } from "../../warehouse/index.ts";
import { noteCopiesDue } from "./copies-due.ts";
import { add, type ErasedCounts, nothing } from "./erasing.ts";

const count = z.number().int().nonnegative();
const stored = z.array(
  z.object({
    id: z.string(),
    kind: z.enum(["interaction", "customer", "agent"]),
    /** Ids, or hashes of an address. */
    values: z.array(z.string()),
    at: z.string(),
    counts: z.object({ interactions: count, responses: count, answers: count, documents: count, problems: count }),
  }),
);

/**
 * An erasure that has begun and has no receipt yet. The note is made with its first change and goes with the receipt, so that
 * whoever comes after a killed process completes it, and counts what that one had done.
 */
export type PendingErasure = z.infer<typeof stored>[number];

const nameOf = (organization: string): string => `erasing ${organization}`;

export async function readPending(
  reader: Pick<Reader, "query">,
  organization: string,
): Promise<readonly PendingErasure[]> {
  const name = nameOf(organization);
  const [row] = await reader.query("SELECT value FROM fact WHERE name = $name", { name });
  return row === undefined ? [] : readStored(stored, row["value"], `fact "${name}"`);
}

/** Adds to what an erasure has done, in the transaction that does it. */
export async function notePending(
  tx: Transaction,
  organization: string,
  erasure: PendingErasure,
  more: Partial<ErasedCounts>,
): Promise<void> {
  const all = await readPending(tx, organization);
  const own = all.find(({ id }) => id === erasure.id) ?? erasure;
  const others = all.filter(({ id }) => id !== erasure.id);
  const value = JSON.stringify([...others, { ...own, counts: add(own.counts, { ...nothing, ...more }) }]);
  await tx.put("fact", [{ name: nameOf(organization), value }]);
}

/** Writes the receipt in place of the note. @returns what the receipt counts */
export async function writeReceipt(
  tx: Transaction,
  organization: string,
  { id, kind, at, counts: none }: PendingErasure,
): Promise<ErasedCounts> {
  const all = await readPending(tx, organization);
  const counts = all.find((one) => one.id === id)?.counts ?? none;
  const others = all.filter((one) => one.id !== id);
  const name = nameOf(organization);
  if (others.length > 0) await tx.put("fact", [{ name, value: JSON.stringify(others) }]);
  else await tx.run("DELETE FROM fact WHERE name = $name", { name });
  await tx.put("erasure", [
    {
      ...{ organization_id: organization, erasure_id: id, kind, erased_at: at },
      ...{ version: readVersion(), counts: JSON.stringify(counts) },
    },
  ]);
  await noteCopiesDue(tx, at);
  return counts;
}
