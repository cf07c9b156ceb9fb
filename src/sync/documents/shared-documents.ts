import { type FormKind, type NameKind, nameKinds } from "../../collect/index.ts";
import type { Lead } from "../../csat/index.ts";
import type { WireForm } from "../../genesys/index.ts";
import type { Reader } from "../../warehouse/index.ts";
import { readDocument } from "./kept-fields.ts";
import { findKinds } from "./lookup.ts";

/** Somebody or something that has an id, and perhaps a name. */
export interface NamedThing {
  readonly kind: NameKind;
  readonly id: string;
  readonly name: string | null;
}

export const sharedKinds = ["survey-form", "evaluation-form", "form-lead", ...nameKinds] as const;

/** What many responses share: there are some thousands, however many responses there are. */
export type SharedKind = (typeof sharedKinds)[number];

/** What takes such documents. What it throws is `failed`, as is one that cannot be read. */
interface SharedTaker {
  readonly form: (kind: FormKind, document: WireForm) => void;
  readonly lead: (contextId: string, lead: Lead) => void;
  readonly name: (thing: NamedThing, fetchedAt: string) => void;
  readonly failed: (kind: SharedKind, id: string, error: unknown) => void;
}

/** Hands over every stored form, lead and name, in the order of their arrival. */
export async function readShared(reader: Reader, organization: string, taker: SharedTaker): Promise<void> {
  for (const row of await findKinds(reader, organization, sharedKinds, "kind, id, fetched_at, json")) {
    const kind = sharedKinds.find((one) => one === row["kind"]);
    const [id, json] = [String(row["id"]), row["json"]];
    if (kind === undefined) continue;
    try {
      if (kind === "survey-form") taker.form("survey", readDocument(kind, id, json));
      else if (kind === "evaluation-form") taker.form("evaluation", readDocument(kind, id, json));
      else if (kind === "form-lead") taker.lead(id, readDocument(kind, id, json));
      else {
        const { name = null } = readDocument(kind, id, json);
        taker.name({ kind, id, name }, String(row["fetched_at"]));
      }
    } catch (error) {
      taker.failed(kind, id, error);
    }
  }
}
