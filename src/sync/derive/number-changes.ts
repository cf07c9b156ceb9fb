import { randomUUID } from "node:crypto";
import type { Row, Transaction } from "../../warehouse/index.ts";
import type { Change } from "./changes.ts";

/** The numbers of some changes. */
export interface Numbered {
  readonly changes: ReadonlyMap<string, Change & { readonly number: number }>;
  /** The latest number that was given to any change. */
  readonly last: number;
}

/** Numbers changes. The counter stays locked until the transaction ends, so that numbers are committed in their order. */
export async function numberChanges(tx: Transaction, changes: readonly Change[]): Promise<Numbered> {
  if (changes.length > 0) {
    await tx.run("UPDATE change_counter SET last = last + CAST($more AS BIGINT)", { more: changes.length });
    await tx.run("INSERT INTO change_mark SELECT last, $mark FROM change_counter", { mark: randomUUID() });
  }
  const [row] = await tx.query("SELECT last FROM change_counter");
  const last = Number(row?.["last"] ?? 0);
  return {
    changes: new Map(
      changes.map((change, index) => [change.id, { ...change, number: last - changes.length + 1 + index }]),
    ),
    last,
  };
}

/** Leaves a tombstone for each row that is not there any more, and removes those of rows that are there again. */
export async function writeTombstones(
  tx: Transaction,
  organization: string,
  { changes }: Numbered,
  changedAt: string,
): Promise<void> {
  const ids = [...changes.keys()];
  if (ids.length === 0) return;
  const ofThese = "organization_id = $organization AND response_id IN (SELECT unnest($ids))";
  const stored = await tx.query(`SELECT * FROM tombstone WHERE ${ofThese}`, { organization, ids });
  const rows: Row[] = [];
  const altered = new Set<string>();
  for (const { id, source, gone, number } of changes.values()) {
    for (const { kind, position } of gone) {
      const key = { organization_id: organization, row_kind: kind, response_id: id, position };
      rows.push({ ...key, source, change_id: number, changed_at: changedAt });
      altered.add(id);
    }
  }
  const kept = stored.filter((row) => {
    const id = String(row["response_id"]);
    const isLive = changes.get(id)?.isLive(String(row["row_kind"]), row["position"]) === true;
    if (isLive) altered.add(id);
    return !isLive;
  });
  if (altered.size === 0) return;
  await tx.run(`DELETE FROM tombstone WHERE ${ofThese}`, { organization, ids: [...altered] });
  const [again] = [kept.filter((row) => altered.has(String(row["response_id"])))];
  await tx.append("tombstone", [...again, ...rows]);
}
