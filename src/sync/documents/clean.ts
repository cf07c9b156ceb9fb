import { createHash } from "node:crypto";
import { type HashAddress, isAddress } from "./addresses.ts";

/** NUL and lone surrogates, which no database takes. */
const unstorable = /\u0000|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

export const storable = (text: string): string => text.replace(unstorable, "\uFFFD");

/** A document as the warehouse keeps it: addresses hashed, text storable. */
export function clean(document: unknown, hashAddress: HashAddress | null): string {
  // A list of addresses is read under the name of its field.
  const lists = new Map<unknown, string>();
  return JSON.stringify(document, function (this: unknown, key: string, value: unknown) {
    if (Array.isArray(value)) lists.set(value, key);
    if (typeof value !== "string") return value;
    const field = lists.get(this) ?? key;
    const text = storable(value);
    return hashAddress && text !== "" && isAddress(field, text) ? hashAddress(text) : text;
  });
}

/** 128 bits of SHA-256: two documents that differ do not share it. */
export const contentHash = (json: string): string => createHash("sha256").update(json).digest("base64url").slice(0, 22);
