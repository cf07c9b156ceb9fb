import { isoTime, readJson, readTime } from "../../base/index.ts";
import { chunks } from "../../collect/index.ts";
import type { Row, Transaction, Warehouse } from "../../warehouse/index.ts";
import { emptied, isEmptied, isEmptiedKind } from "../documents/emptied.ts";
import type { KeepRules } from "../documents/kept-document.ts";
import { findDocuments } from "../documents/lookup.ts";
import { putAgain, rewrittenColumns } from "../documents/rewrite-documents.ts";
import { rewriteProblems } from "../documents/rewrite-problems.ts";
import { readSql } from "../sql.ts";
import { takeTurn } from "../take-turn.ts";
import { timeOfDocument } from "./time-of-document.ts";

const toForget = readSql("documents-to-forget");

/** Responses in one transaction. */
const batchSize = 200;

/**
 * Empties the documents of responses that are older than these are kept, and those of problems. Their rows stay, marked as what
 * cannot be made again; nothing is asked for again by it, and a change of Genesys' still arrives. Called when the rows are derived.
 * Stopped at any point it goes on from there.
 */
export async function forgetDocuments(
  warehouse: Warehouse,
  organization: string,
  rules: KeepRules,
  signal?: AbortSignal,
): Promise<void> {
  const { documentsFrom } = rules;
  if (documentsFrom === Number.NEGATIVE_INFINITY) return;
  const isShared = warehouse.shared !== undefined;
  const old = await warehouse.query(toForget, { organization, before: isoTime(documentsFrom) });
  for (const some of chunks(old, batchSize))
    await warehouse.transaction(async (tx) => {
      if (isShared) await takeTurn(tx, organization);
      await emptySome(tx, organization, some, { rules, isShared });
    }, signal);
  await rewriteProblems(warehouse, organization, rules, (_, document, row) =>
    (timeOfDocument(document) ?? readTime(String(row["last_seen"])) ?? 0) < documentsFrom ? null : String(row["json"]),
  );
}

async function emptySome(
  tx: Transaction,
  organization: string,
  some: readonly Row[],
  { rules, isShared }: { readonly rules: KeepRules; readonly isShared: boolean },
): Promise<void> {
  const wanted = some.flatMap(({ kind, id, interaction_id: interaction }) => [
    ...(isEmptiedKind(kind) ? [{ kind, id: String(id) }] : []),
    ...(typeof interaction === "string" ? [{ kind: "interaction" as const, id: interaction }] : []),
  ]);
  const ofRows = new Set(
    some.flatMap(({ kind, id, interaction_id: interaction, old }) =>
      old === true ? [`${kind} ${id}`, `interaction ${interaction}`] : [],
    ),
  );
  const rows = await findDocuments(tx, organization, wanted, rewrittenColumns);
  const changed = rows.flatMap((row) => {
    const { kind } = row;
    const [id, json] = [String(row["id"]), String(row["json"])];
    if (!isEmptiedKind(kind) || isEmptied(json)) return [];
    const document = readJson(json);
    const time = timeOfDocument(document) ?? readTime(String(row["fetched_at"])) ?? 0;
    return ofRows.has(`${kind} ${id}`) || time < rules.documentsFrom
      ? [{ row, kind, id, json: emptied(kind, id, document) }]
      : [];
  });
  await putAgain(tx, changed, { rules, isShared });
  const responses = some.flatMap(({ id, old }) => (old === true ? [String(id)] : []));
  if (responses.length > 0)
    await tx.run(
      `UPDATE response SET without_document = true
       WHERE organization_id = $organization AND response_id IN (SELECT unnest($responses))`,
      { organization, responses },
    );
}
