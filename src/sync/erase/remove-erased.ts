import { isoTime, readJson, readTime } from "../../base/index.ts";
import type { Row, Warehouse } from "../../warehouse/index.ts";
import { admitInto, type Erased, latestOf } from "../documents/admit-into.ts";
import { readErasures } from "../documents/erasures.ts";
import type { HashAddress } from "../documents/hash-address.ts";
import { type Arrival, contentHash, nameOf } from "../documents/kept-document.ts";
import { isStoredKind } from "../documents/kept-fields.ts";
import { lastArrival } from "../documents/last-arrival.ts";
import { keyOf } from "../documents/lookup.ts";
import { notePurge } from "../documents/purge-due.ts";
import { removeDocuments } from "../documents/remove-documents.ts";
import { rewrittenColumns } from "../documents/rewrite-documents.ts";
import { takeTurn } from "../take-turn.ts";
import { nextStretch } from "./find-in-documents.ts";

interface Stored extends Arrival {
  readonly row: Row;
}

/**
 * Looks through every stored document for what was erased, where anything was, and removes it: somebody may have put it back, out of
 * a copy. Their responses are to be derived afterwards.
 */
export async function removeErased(
  warehouse: Warehouse,
  organization: string,
  { hashAddress }: { readonly hashAddress: HashAddress },
  signal?: AbortSignal,
): Promise<void> {
  const erasures = await readErasures(warehouse, organization, hashAddress);
  if (erasures.isEmpty) return;
  for (let after = 0; ; ) {
    const until = await nextStretch(warehouse, organization, after);
    if (until === null) return;
    await removeWithin(warehouse, { organization, hashAddress, erasures }, { after, until }, signal);
    after = until;
  }
}

const removeWithin = (
  warehouse: Warehouse,
  erased: Erased,
  { after, until }: { readonly after: number; readonly until: number },
  signal: AbortSignal | undefined,
): Promise<void> =>
  warehouse.transaction(async (tx) => {
    const { organization } = erased;
    if (warehouse.shared) await takeTurn(tx, organization);
    const rows = await tx.query(
      `SELECT organization_id, kind, id, ${rewrittenColumns} FROM document
       WHERE organization_id = $organization AND arrival > CAST($after AS BIGINT) AND arrival <= CAST($until AS BIGINT)`,
      { organization, after, until },
    );
    const stored = rows.flatMap(storedOf);
    const admitted = new Map((await admitInto(tx, stored, erased)).map((arrival) => [nameOf(arrival), arrival.kept]));
    const gone = stored.filter((one) => !admitted.has(nameOf(one)));
    const removed = gone.length > 0 ? await removeDocuments(tx, organization, gone) : 0;
    let arrival = await lastArrival(tx, warehouse.shared !== undefined);
    const changed = stored.flatMap((one): Row[] => {
      const json = admitted.get(nameOf(one))?.json;
      if (json === undefined || json === one.row["json"]) return [];
      arrival += 1;
      return [{ ...one.row, arrival, key: keyOf(one.kind, one.id), hash: contentHash(json), size: json.length, json }];
    });
    await tx.put("document", changed);
    if (removed + changed.length > 0) await notePurge(tx, isoTime(latestOf(stored)));
  }, signal);

/** One that cannot be read costs its own rows alone. */
function storedOf(row: Row): Stored[] {
  const [kind, json] = [row["kind"], String(row["json"])];
  const document = readJson(json);
  if (!isStoredKind(kind) || document === undefined) return [];
  const parentId = typeof row["parent_id"] === "string" ? row["parent_id"] : null;
  const fetchedAt = readTime(String(row["fetched_at"])) ?? 0;
  return [{ kind, id: String(row["id"]), parentId, fetchedAt, kept: { document, json, flaws: [] }, row }];
}
