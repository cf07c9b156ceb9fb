import type { StoredKind } from "./documents.ts";
import type { Flawed } from "./flaws.ts";
import type { KeptDocument } from "./kept.ts";

/** One document on its way into the warehouse. */
export interface Arrival {
  readonly kind: StoredKind;
  readonly id: string;
  /** The interaction that a response belongs to. */
  readonly parentId: string | null;
  /** What is kept of it; null where that is too much to store. */
  readonly kept: KeptDocument | null;
  /** Milliseconds since 1970 UTC. */
  readonly fetchedAt: number;
}

/** What a problem with a document is said to be a problem of. */
export function flawedOf({ kind, id }: Pick<Arrival, "kind" | "id">): Flawed {
  if (kind === "survey" || kind === "evaluation" || kind === "interaction") return { kind, id };
  if (kind === "survey-form" || kind === "evaluation-form") return { kind: "form", id };
  return { kind: "row", id: `${kind} ${id}` };
}
