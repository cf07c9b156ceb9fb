import { redactionId } from "../../csat/index.ts";
import { describeFields } from "../../genesys/index.ts";
import type { Row, Warehouse } from "../../warehouse/index.ts";
import { takeTurn } from "../take-turn.ts";
import { contentHash, type KeepRules, keepUnreadable } from "./kept-document.ts";
import { keptFields } from "./kept-fields.ts";
import { readArrivals } from "./lookup.ts";
import { rewriteDocuments, rewrittenColumns } from "./rewrite-documents.ts";
import { rewriteProblems } from "./rewrite-problems.ts";

/** Documents rewritten in one transaction, and characters of them. */
const batch = { documents: 200, characters: 4_000_000 };
/** What is assumed of one that was stored before sizes were, with fields that nobody reads. */
const assumedSize = 100_000;

/**
 * Drops the fields of stored documents that this version does not keep, such as those of documents that an earlier one
 * stored whole, and takes out of free texts what is taken out of them now. Responses whose texts change are derived again. Does
 * nothing where that has been done. Stopped at any point it goes on from there.
 */
export async function trimDocuments(
  warehouse: Warehouse,
  organization: string,
  rules: KeepRules,
  signal?: AbortSignal,
): Promise<void> {
  const name = `kept fields ${organization}`;
  const fields = Object.entries(keptFields).map(([kind, schema]) => [kind, describeFields(schema)]);
  const value = contentHash(JSON.stringify([fields, redactionId(rules.redaction)]));
  const [done] = await warehouse.query("SELECT value FROM fact WHERE name = $name", { name });
  if (done?.["value"] === value) return;
  const [range] = await warehouse.query(
    "SELECT max(arrival) AS last FROM document WHERE organization_id = $organization",
    { organization },
  );
  const last = Number(range?.["last"] ?? 0);
  if (last > 0) {
    for (let after = 0; after < last; )
      after = await trimBatch(warehouse, { organization, after, last, rules }, signal);
  }
  await rewriteProblems(warehouse, organization, rules, (kind, document) => keepUnreadable(kind, document, rules));
  await warehouse.transaction(async (tx) => {
    // What is left of a response are its rows: they are looked through when they are derived.
    await tx.run(
      `INSERT INTO underived SELECT organization_id, source, response_id FROM response
       WHERE organization_id = $organization AND without_document`,
      { organization },
    );
    await tx.put("fact", [{ name, value }]);
  }, signal);
}

interface Batch {
  readonly organization: string;
  readonly after: number;
  readonly last: number;
  readonly rules: KeepRules;
}

/** @returns the last document that it looked at */
const trimBatch = (warehouse: Warehouse, { organization, after, last, rules }: Batch, signal?: AbortSignal) =>
  warehouse.transaction(async (tx) => {
    // A later version that another process stores meanwhile must not be replaced with what this one has read.
    if (warehouse.shared) await takeTurn(tx, organization);
    const next = await tx.query(
      `SELECT arrival, size FROM document WHERE organization_id = $organization
       AND arrival > CAST($after AS BIGINT) AND arrival <= CAST($last AS BIGINT)
       ORDER BY arrival LIMIT ${batch.documents}`,
      { organization, after, last },
    );
    const some: Row[] = [];
    let characters = 0;
    for (const row of next) {
      characters += Number(row["size"] ?? assumedSize);
      if (some.length > 0 && characters > batch.characters) break;
      some.push(row);
    }
    const rows = await readArrivals(tx, some, `organization_id, kind, id, ${rewrittenColumns}`);
    await rewriteDocuments(tx, rows, { organization, rules, isShared: warehouse.shared !== undefined });
    return some.length === next.length && next.length < batch.documents ? last : Number(some.at(-1)?.["arrival"]);
  }, signal);
