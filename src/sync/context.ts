import { isRecord, textOf } from "../base/index.ts";
import { type Context, type DocumentKind, rethrowUnlessPartial, type SurveyStub } from "../collect/index.ts";
import type { Warehouse } from "../warehouse/index.ts";
import { readShared } from "./documents/shared-documents.ts";
import type { Store } from "./documents/store.ts";
import type { Leases } from "./leases.ts";

/** What every step of one sync shares. */
export interface SyncContext extends Context {
  readonly warehouse: Warehouse;
  readonly store: Store;
  readonly leases: Leases;
  /** How long a survey may stay open, in milliseconds: see `SyncRequest`. */
  readonly horizon: number;
  /** Answered surveys that only their interactions have named so far. */
  readonly listed: Map<string, SurveyStub>;
}

/** Hands arriving documents to the store. The form inside a response is a document of its own. */
export const keepIn =
  (store: Store) =>
  (kind: DocumentKind, id: string, document: unknown): void => {
    const isResponse = kind === "survey" || kind === "evaluation";
    const parentId = isResponse && isRecord(document) ? textOf(document["conversation"], "id") : null;
    store.keep(kind, id, document, { parentId });
  };

/** Known facts of the warehouse are not asked for again; names only for a day, since people and queues are renamed. */
export const recall = ({ warehouse, store, forms, names }: SyncContext, namesSince: string): Promise<void> =>
  readShared(warehouse, store.organizationId, {
    form: forms.recall,
    lead: forms.addLead,
    name({ kind, id, name }, fetchedAt) {
      if (fetchedAt >= namesSince) names.add(kind, id, name);
    },
    // One that cannot be read is asked for again.
    failed: (_kind, _id, error) => rethrowUnlessPartial(error),
  });
