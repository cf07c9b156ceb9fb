import type { Transaction } from "../warehouse/index.ts";
import { type Arrival, type StoredKind, sourceOf } from "./documents.ts";
import { findChildren } from "./lookup.ts";
import { readSql } from "./sql.ts";

/** Which responses' rows a changed document of a kind goes into, other than its own. */
const dependants: Readonly<Partial<Record<StoredKind, string>>> = {
  "survey-form": readSql("responses-of-forms"),
  "evaluation-form": readSql("responses-of-forms"),
  "form-lead": readSql("responses-of-forms"),
  user: readSql("responses-of-agents"),
  queue: readSql("responses-of-queues"),
  "wrap-up-code": readSql("responses-of-wrap-up-codes"),
  division: readSql("responses-of-divisions"),
  team: readSql("responses-of-teams"),
};

/** Notes whose rows have to be derived again because these documents are new, or say something else than before. */
export async function markUnderived(
  tx: Transaction,
  organization: string,
  changed: readonly Pick<Arrival, "kind" | "id">[],
): Promise<void> {
  const own = changed.flatMap(({ kind, id }) => {
    const source = sourceOf[kind];
    return source ? [{ organization_id: organization, source, response_id: id }] : [];
  });
  const interactions = changed.filter(({ kind }) => kind === "interaction" || kind === "unlinked").map(({ id }) => id);
  for (const { kind, id } of await findChildren(tx, organization, interactions, "kind")) {
    const source = sourceOf[kind as StoredKind];
    if (source) own.push({ organization_id: organization, source, response_id: String(id) });
  }
  if (own.length > 0) await tx.put("underived", own);
  for (const [kind, select] of Object.entries(dependants)) {
    const ids = changed.filter((document) => document.kind === kind).map(({ id }) => id);
    if (ids.length > 0)
      await tx.run(`INSERT INTO underived ${select} EXCEPT SELECT * FROM underived`, { organization, ids });
  }
}
