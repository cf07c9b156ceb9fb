import { isoTime, readJson } from "../../base/index.ts";
import type { Problem } from "../../collect/index.ts";
import type { Row, Warehouse } from "../../warehouse/index.ts";
import { takeTurn } from "../take-turn.ts";
import type { KeepRules } from "./kept-document.ts";
import { isProblemKind } from "./kept-fields.ts";
import { notePurgeLater } from "./purge-due.ts";

/** The stored part of a document that could not be read, in another way; null for nothing of it. */
type Rewrite = (kind: Problem["kind"], document: unknown, row: Row) => string | null;

/** Stores the documents of problems again of which something else is kept now. */
export async function rewriteProblems(
  warehouse: Warehouse,
  organization: string,
  { now }: Pick<KeepRules, "now">,
  rewrite: Rewrite,
): Promise<void> {
  await warehouse.transaction(async (tx) => {
    if (warehouse.shared) await takeTurn(tx, organization);
    const rows = await tx.query("SELECT * FROM problem WHERE organization_id = $organization AND json IS NOT NULL", {
      organization,
    });
    const changed = rows.flatMap((row): Row[] => {
      const [kind, document] = [row["kind"], readJson(String(row["json"]))];
      if (!isProblemKind(kind) || document === undefined) return [];
      const json = rewrite(kind, document, row);
      return json === row["json"] ? [] : [{ ...row, json }];
    });
    if (changed.length === 0) return;
    await tx.put("problem", changed);
    await notePurgeLater(tx, isoTime(now));
  });
}
