import { isRecord } from "../../base/index.ts";
import type { StoredKind } from "./documents.ts";

/*
 * A document that is older than documents are kept is emptied, and its place stays: so that it is not asked for again, so that a
 * rebuild sees that its rows are to stay, and so that what is noted there later (that its texts or people are not kept any more)
 * reaches the rows by the way that every change takes. Of an interaction the hashes of its addresses stay, by which its customer
 * is found who wants to be erased.
 */

/** What of a response is not kept any more. */
export interface ForgottenParts {
  readonly document?: boolean | null | undefined;
  readonly texts?: boolean | null | undefined;
  readonly people?: boolean | null | undefined;
}

type EmptiedKind = Extract<StoredKind, "survey" | "evaluation" | "interaction">;

export const isEmptiedKind = (kind: unknown): kind is EmptiedKind =>
  kind === "survey" || kind === "evaluation" || kind === "interaction";

/** In this order in every document that has it: kept fields are written in that of their schema. */
const mark = JSON.stringify({ forgotten: { document: true } }).slice(1, -2);

/** Whether the JSON of a document is that of an emptied one. Within a text its quotation marks would be escaped. */
export const isEmptied = (json: string): boolean => json.includes(mark);

/** Characters of a document; 0 marks an emptied one, which then need not be read. */
export const sizeOf = (json: string): number => (isEmptied(json) ? 0 : json.length);

/** What is left of a document. */
export function emptied(kind: EmptiedKind, id: string, document: unknown): string {
  const forgotten = { document: true, ...(isRecord(document) ? partsOf(document) : {}) };
  if (kind !== "interaction") return JSON.stringify({ id, forgotten });
  const addresses = isRecord(document) ? document["addresses"] : [];
  return JSON.stringify({ conversationId: id, forgotten, addresses });
}

/** A document that says what is not kept of it any more, besides what it has said before. */
export const withForgotten = (
  document: Readonly<Record<string, unknown>>,
  more: ForgottenParts,
): Readonly<Record<string, unknown>> => ({ ...document, forgotten: { ...partsOf(document), ...more } });

function partsOf({ forgotten }: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return isRecord(forgotten) ? forgotten : {};
}
