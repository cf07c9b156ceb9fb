import { type Context, type DocumentKind, isPartial, type SurveyStub } from "../collect/index.ts";
import type { Warehouse } from "../warehouse/index.ts";
import { readDocument } from "./documents/kept-fields.ts";
import { findKinds } from "./documents/lookup.ts";
import type { Keeping, Store } from "./documents/store.ts";

/** What every step of one sync shares. */
export interface SyncContext extends Context {
  readonly warehouse: Warehouse;
  readonly store: Store;
  /** How long a survey may stay open, in milliseconds: see `SyncRequest`. */
  readonly horizon: number;
  /** Answered surveys that only their interactions have named so far. */
  readonly listed: Map<string, SurveyStub>;
}

/** Hands arriving documents to the store. The form inside a response is a document of its own. */
export const keepIn =
  (store: Store) =>
  (kind: DocumentKind, id: string, document: unknown): void => {
    const about: Keeping = kind === "survey" || kind === "evaluation" ? { parentId: conversationOf(document) } : {};
    store.keep(kind, id, document, about);
  };

function conversationOf(document: unknown): string | null {
  const conversation: unknown = document && typeof document === "object" ? Reflect.get(document, "conversation") : null;
  const id: unknown = conversation && typeof conversation === "object" ? Reflect.get(conversation, "id") : null;
  return typeof id === "string" ? id : null;
}

const kinds = {
  user: "user",
  queue: "queue",
  "wrap-up-code": "wrapUpCode",
  division: "division",
  team: "team",
} as const;

const isNamed = (kind: unknown): kind is keyof typeof kinds => typeof kind === "string" && Object.hasOwn(kinds, kind);

/** Known facts of the warehouse are not asked for again; names only for a day, since people and queues are renamed. */
export async function recall({ warehouse, store, forms, names }: SyncContext, namesSince: string): Promise<void> {
  const shared = ["survey-form", "evaluation-form", "form-lead", ...Object.keys(kinds)];
  const rows = await findKinds(warehouse, store.organizationId, shared, "kind, id, fetched_at, json");
  for (const { kind, id, fetched_at, json } of rows) {
    try {
      if (kind === "survey-form" || kind === "evaluation-form")
        forms.recall(kind === "survey-form" ? "survey" : "evaluation", readDocument(kind, id, json));
      else if (kind === "form-lead") forms.addLead(String(id), readDocument(kind, id, json));
      else if (isNamed(kind) && String(fetched_at) >= namesSince)
        names.add(kinds[kind], String(id), readDocument(kind, id, json).name ?? null);
    } catch (error) {
      // One that cannot be read is asked for again.
      if (!isPartial(error)) throw error;
    }
  }
}
