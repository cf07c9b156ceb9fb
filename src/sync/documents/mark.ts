import type { Transaction, Warehouse } from "../../warehouse/index.ts";
import { readSql } from "../sql.ts";
import { type StoredKind, sourceOf } from "./documents.ts";
import type { Arrival } from "./kept-document.ts";
import { isStoredKind } from "./kept-fields.ts";
import { findChildren } from "./lookup.ts";

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

/** Stands in `underived` for every response of an interaction, until they are looked up. */
const ofInteraction = "interaction";

/**
 * Notes whose rows have to be derived again because these documents are new, or differ from before. A response may be
 * noted twice: looking for it would cost more than the rows do.
 */
export async function markUnderived(
  tx: Transaction,
  organization: string,
  changed: readonly Pick<Arrival, "kind" | "id">[],
): Promise<void> {
  const own = changed.flatMap(({ kind, id }) => {
    const source = kind === "interaction" || kind === "unlinked" ? ofInteraction : sourceOf[kind];
    return source ? [{ organization_id: organization, source, response_id: id }] : [];
  });
  await tx.append("underived", own);
  for (const [kind, select] of Object.entries(dependants)) {
    const ids = changed.filter((document) => document.kind === kind).map(({ id }) => id);
    if (ids.length > 0) await tx.run(`INSERT INTO underived ${select}`, { organization, ids });
  }
}

/** Interactions whose responses are looked up in one statement. */
const interactionsPerQuery = 2_000;

/**
 * Notes the responses of the interactions that were noted. A hundred interactions at a time, as they arrive, would go through
 * the parents of all documents each time, 15 ms of processor time at 470,000.
 */
export async function markResponses(warehouse: Warehouse, organization: string): Promise<void> {
  for (;;) {
    const noted = await warehouse.query(
      `SELECT DISTINCT response_id FROM underived
       WHERE organization_id = $organization AND source = '${ofInteraction}' LIMIT ${interactionsPerQuery}`,
      { organization },
    );
    if (noted.length === 0) return;
    const ids = noted.map(({ response_id }) => String(response_id));
    await warehouse.transaction(async (tx) => {
      const rows = (await findChildren(tx, organization, ids)).flatMap(({ kind, id }) => {
        const source = isStoredKind(kind) ? sourceOf[kind] : undefined;
        return source ? [{ organization_id: organization, source, response_id: String(id) }] : [];
      });
      await tx.append("underived", rows);
      await tx.run(
        `DELETE FROM underived
         WHERE organization_id = $organization AND source = '${ofInteraction}' AND response_id IN (SELECT unnest($ids))`,
        { organization, ids },
      );
    });
  }
}
