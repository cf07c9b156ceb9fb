import { hash } from "node:crypto";
import type { z } from "zod";
import { isRecord, readTime, textOf } from "../../base/index.ts";
import type { Problem } from "../../collect/index.ts";
import type { Redaction } from "../../csat/index.ts";
import { changeFreeTexts, type Flaw, keepKnown } from "../../genesys/index.ts";
import { collectAddresses } from "./addresses.ts";
import type { StoredKind } from "./documents.ts";
import { withForgotten } from "./emptied.ts";
import type { Flawed } from "./flaws.ts";
import type { HashAddress } from "./hash-address.ts";
import { keptFields, keptOfProblems } from "./kept-fields.ts";

/** A document as the warehouse keeps it. */
export interface KeptDocument {
  readonly document: unknown;
  readonly json: string;
  readonly flaws: readonly Flaw[];
}

/**
 * Longest document, in UTF-16 units. The largest that are known, of interactions with hundreds of sessions, have some
 * 300,000 before the fields that nobody reads are dropped. DuckDB has 2,048 documents in memory together.
 */
const maxDocumentLength = 400_000;

/** How what is kept of a document differs from what came. */
export interface KeepRules {
  readonly hashAddress: HashAddress;
  readonly redaction: Redaction;
  /** Takes out of a text what `redaction` names. */
  readonly redact: (text: string) => string;
  /** Of responses before this no free text is kept. Milliseconds since 1970. */
  readonly textsFrom: number;
  /** Of responses before this nobody who works in the org is known. */
  readonly agentsFrom: number;
  /** Of responses before this no document is kept. */
  readonly documentsFrom: number;
  /** The present that these times go by. */
  readonly now: number;
}

/**
 * The kept fields of a document; null where even they are too large, which `flaws` of the result cannot say of a value.
 * @param time of its response, where the document does not have it
 */
export function keepDocument(
  kind: StoredKind,
  document: unknown,
  rules: KeepRules,
  time: number | null = null,
): KeptDocument | null {
  const flaws: Flaw[] = [];
  const known = keepKnown(keptFields[kind], withTexts(kind, keptFields[kind], document, rules, time), flaws);
  const kept = kind === "interaction" ? withAddresses(known, document, rules) : known;
  const json = JSON.stringify(kept ?? {});
  return json.length > maxDocumentLength ? null : { document: kept, json, flaws };
}

/** The same of one that could not be read; null where that is too much. */
export function keepUnreadable(
  kind: Problem["kind"],
  document: unknown,
  rules: KeepRules,
  time: number | null = null,
): string | null {
  const schema = keptOfProblems[kind];
  const known = keepKnown(schema, withTexts(kind, schema, document, rules, time), []) ?? {};
  const json = JSON.stringify(kind === "interaction" ? withAddresses(known, document, rules) : known);
  return json.length > maxDocumentLength ? null : json;
}

/** With what is kept of its free texts; one that has lost them by its age says so. */
function withTexts(
  kind: StoredKind | Problem["kind"],
  schema: z.core.$ZodType,
  document: unknown,
  { redact, textsFrom }: KeepRules,
  time: number | null,
): unknown {
  if (kind !== "survey" && kind !== "evaluation") return changeFreeTexts(schema, document, redact);
  const at = readTime(textOf(document, "completedDate") ?? textOf(document, "submittedDate")) ?? time;
  if (at === null || at >= textsFrom) return changeFreeTexts(schema, document, redact);
  const without = changeFreeTexts(schema, document, () => null);
  return isRecord(without) ? withForgotten(without, { texts: true }) : without;
}

const withAddresses = (known: unknown, document: unknown, { hashAddress }: KeepRules): unknown => ({
  ...(isRecord(known) ? known : {}),
  addresses: collectAddresses(document, hashAddress),
});

/** 128 bits of SHA-256: two documents that differ do not share it. */
export const contentHash = (json: string): string => hash("sha256", json, "base64url").slice(0, 22);

/** One document on its way into the warehouse. */
export interface Arrival {
  readonly kind: StoredKind;
  readonly id: string;
  /** The interaction that a response belongs to. */
  readonly parentId: string | null;
  /** The kept fields; null where they are too large to store. */
  readonly kept: KeptDocument | null;
  /** Milliseconds since 1970 UTC. */
  readonly fetchedAt: number;
}

/** The fields that identify a document of an organization. */
export const nameOf = ({ kind, id }: Pick<Arrival, "kind" | "id">): string => `${kind} ${id}`;

/** The kind that a problem with a document is reported under. */
export function flawedOf({ kind, id }: Pick<Arrival, "kind" | "id">): Flawed {
  if (kind === "survey" || kind === "evaluation" || kind === "interaction") return { kind, id };
  if (kind === "survey-form" || kind === "evaluation-form") return { kind: "form", id };
  return { kind: "row", id: `${kind} ${id}` };
}
