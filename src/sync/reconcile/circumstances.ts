import { chunks } from "../../collect/index.ts";
import { isLabelled } from "../../csat/index.ts";
import type { SyncContext } from "../context.ts";
import type { Circumstances } from "./explain.ts";
import type { Kind } from "./listed.ts";

const idsPerQuery = 1_000;

/** What is known of responses of which the warehouse has no row, or none that is whole. */
export async function readCircumstances(
  context: SyncContext,
  kind: Kind,
  all: readonly string[],
  lateFrom: number,
): Promise<ReadonlyMap<string, Circumstances>> {
  const { warehouse, store } = context;
  const found = new Map<string, Circumstances>();
  for (const ids of chunks(all, idsPerQuery)) {
    const parameters = { organization: store.organizationId, kind, ids };
    const problems = await warehouse.query(
      "SELECT id, reason FROM problem WHERE organization_id = $organization AND kind = $kind AND id IN (SELECT unnest($ids))",
      parameters,
    );
    const reasons = new Map(problems.map(({ id, reason }) => [String(id), String(reason)]));
    const underived = new Set(
      (
        await warehouse.query(
          `SELECT DISTINCT response_id FROM underived
           WHERE organization_id = $organization AND source = $kind AND response_id IN (SELECT unnest($ids))`,
          parameters,
        )
      ).map(({ response_id: id }) => String(id)),
    );
    const stubs = await store.fetchedAt(`${kind}-sighting`, ids);
    const documents = await store.fetchedAt(kind, ids);
    const erased = await store.erased(kind, ids);
    const unchosen = kind === "evaluation" ? await findUnchosen(context, ids) : new Set();
    for (const id of ids) {
      found.set(id, {
        lateFrom,
        stored: stubs.has(id) || documents.has(id),
        hasDocument: documents.has(id),
        rowless: unchosen.has(id) ? "unchosen" : underived.has(id) ? "underived" : null,
        erased: erased.has(id),
        problem: reasons.get(id) ?? null,
      });
    }
  }
  return found;
}

/** Evaluations that were listed, and of whose form nobody chose a question: nothing of them is read, and none has a row. */
async function findUnchosen({ store, forms, request }: SyncContext, ids: readonly string[]): Promise<Set<string>> {
  const unchosen = new Set<string>();
  for (const [id, { formId }] of await store.read("evaluation-sighting", ids)) {
    const form = forms.get(formId);
    if (form !== null && !isLabelled(form, request)) unchosen.add(id);
  }
  return unchosen;
}
