import { z } from "zod";
import { readStored } from "../../base/index.ts";
import type { Reader, Warehouse } from "../../warehouse/index.ts";
import type { HashAddress } from "./hash-address.ts";

const name = "address key";

/** Which key hashed the addresses of documents that were stored after this one; null where that key had gone before it was noted. */
const stored = z.array(z.object({ hmac: z.string().nullable(), after: z.number() }));
type KeyHistory = z.infer<typeof stored>;

/**
 * Notes that addresses are hashed with this key from now on. Whoever deletes the key, so that nobody can find an address any more,
 * gets another one; who has lost it, too. What was stored before is hashed with the earlier one, and must not pass for searched.
 * @param isNew whether the key was made just now, since there was none
 */
export async function noteKey(
  { query, transaction }: Pick<Warehouse, "query" | "transaction">,
  hashAddress: HashAddress,
  isNew: boolean,
): Promise<void> {
  const hmac = hashAddress(name);
  if ((await readHistory({ query }))?.at(-1)?.hmac === hmac) return;
  await transaction(async (tx) => {
    const before = await readHistory(tx);
    const last = await lastArrival(tx);
    // An earlier version noted no key: one that is there was there then.
    const known = before ?? [{ hmac: isNew ? null : hmac, after: 0 }];
    // A key with which nothing was stored has no part in it, so that one that is put back goes on from where it was.
    const used = known.filter(({ after }) => after < last);
    const history = used.at(-1)?.hmac === hmac ? used : [...used, { hmac, after: last }];
    await tx.put("fact", [{ name, value: JSON.stringify(history) }]);
  });
}

/** How many interactions have addresses that were hashed with another key than this one: nobody can be found in them. */
export async function countUnsearchable(
  reader: Pick<Reader, "query">,
  organization: string,
  hashAddress: HashAddress,
): Promise<number> {
  const hmac = hashAddress(name);
  const history = (await readHistory(reader)) ?? [];
  let count = 0;
  for (const [at, { hmac: used, after }] of history.entries()) {
    if (used === hmac) continue;
    const until = history[at + 1]?.after ?? (await lastArrival(reader));
    const [row] = await reader.query(
      `SELECT count(*) AS n FROM document WHERE organization_id = $organization AND kind = 'interaction'
       AND arrival > CAST($after AS BIGINT) AND arrival <= CAST($until AS BIGINT) AND position('"hmac:' IN json) > 0`,
      { organization, after, until },
    );
    count += Number(row?.["n"]);
  }
  return count;
}

async function readHistory(reader: Pick<Reader, "query">): Promise<KeyHistory | null> {
  const [row] = await reader.query("SELECT value FROM fact WHERE name = $name", { name });
  return row === undefined ? null : readStored(stored, row["value"], `fact "${name}"`);
}

async function lastArrival(reader: Pick<Reader, "query">): Promise<number> {
  const [row] = await reader.query("SELECT max(arrival) AS last FROM document");
  return Number(row?.["last"] ?? 0);
}
