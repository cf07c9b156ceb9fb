import { isoTime, readJson } from "../../base/index.ts";
import type { Row, Transaction } from "../../warehouse/index.ts";
import { type StoredKind, sourceOf } from "./documents.ts";
import { sizeOf } from "./emptied.ts";
import { contentHash, type KeepRules, keepDocument } from "./kept-document.ts";
import { isStoredKind } from "./kept-fields.ts";
import { lastArrival } from "./last-arrival.ts";
import { keyOf } from "./lookup.ts";
import { markUnderived } from "./mark.ts";
import { notePurgeLater } from "./purge-due.ts";

/** The columns of a document that is written again, but for its organization, kind and id. */
export const rewrittenColumns = "key, parent_id, parent_key, hash, fetched_at, size, json";

interface Rewriting {
  readonly organization: string;
  readonly rules: KeepRules;
  /** Whether other processes write documents at the same time. */
  readonly isShared: boolean;
  /** When the response of a document was sent or its interaction began, where the document has no time of its own. */
  readonly timeOf?: (row: Row) => number | null;
}

/**
 * Stores those of these documents again of which something else is kept now, and notes the responses whose rows that changes. One
 * that cannot be read stays as it is, and costs its own rows alone.
 */
export async function rewriteDocuments(
  tx: Transaction,
  rows: readonly Row[],
  { organization, rules, isShared, timeOf = () => null }: Rewriting,
): Promise<void> {
  const changed = rows.flatMap((row) => {
    const [kind, document] = [row["kind"], readJson(String(row["json"]))];
    if (!isStoredKind(kind) || document === undefined) return [];
    const kept = keepDocument(kind, document, rules, timeOf(row));
    return kept === null || kept.json === row["json"] ? [] : [{ row, kind, id: String(row["id"]), json: kept.json }];
  });
  await storeAgain(tx, changed, { organization, rules, isShared });
}

/** A stored document with other content. */
interface Changed {
  readonly row: Row;
  readonly kind: StoredKind;
  readonly id: string;
  readonly json: string;
}

/** Stores documents with other content, and notes the responses whose rows that changes. */
export async function storeAgain(
  tx: Transaction,
  changed: readonly Changed[],
  { organization, rules, isShared }: Pick<Rewriting, "organization" | "rules" | "isShared">,
): Promise<void> {
  await putAgain(tx, changed, { rules, isShared });
  await markUnderived(
    tx,
    organization,
    changed.filter(({ kind }) => sourceOf[kind] !== undefined || kind === "interaction"),
  );
}

/** The same where no row changes by it. */
export async function putAgain(
  tx: Transaction,
  changed: readonly Changed[],
  { rules, isShared }: Pick<Rewriting, "rules" | "isShared">,
): Promise<void> {
  if (changed.length === 0) return;
  await notePurgeLater(tx, isoTime(rules.now));
  let arrival = await lastArrival(tx, isShared);
  await tx.put(
    "document",
    changed.map(({ row, kind, id, json }) => ({
      ...row,
      arrival: ++arrival,
      key: keyOf(kind, id),
      hash: contentHash(json),
      size: sizeOf(json),
      json,
    })),
  );
}
