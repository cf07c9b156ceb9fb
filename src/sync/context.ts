import { type Context, type DocumentKind, type Forms, isPartial, type SurveyStub } from "../collect/index.ts";
import type { Lead } from "../csat/index.ts";
import type { Warehouse } from "../warehouse/index.ts";
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

/** Hands what arrives to the store. The form inside a response is a document of its own. */
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

/** One that cannot be read is asked for again. */
function recallForm(forms: Forms, kind: "survey-form" | "evaluation-form", document: unknown): void {
  try {
    forms.recall(kind === "survey-form" ? "survey" : "evaluation", document);
  } catch (error) {
    if (!isPartial(error)) throw error;
  }
}

/** What the warehouse knows is not asked for again; names only for a day, since people and queues are renamed. */
export async function recall({ warehouse, store, forms, names }: SyncContext, namesSince: string): Promise<void> {
  const shared = ["survey-form", "evaluation-form", "form-lead", ...Object.keys(kinds)];
  const rows = await findKinds(warehouse, store.organizationId, shared, "kind, id, fetched_at, json");
  for (const { kind, id, fetched_at, json } of rows) {
    const document: unknown = JSON.parse(String(json));
    if (kind === "survey-form" || kind === "evaluation-form") recallForm(forms, kind, document);
    else if (kind === "form-lead") forms.addLead(String(id), document as Lead);
    else if (String(fetched_at) >= namesSince)
      names.add(kinds[kind as keyof typeof kinds], String(id), (document as { readonly name: string | null }).name);
  }
}
