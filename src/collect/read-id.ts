import { isRecord } from "../base/index.ts";

/** The id of a document that has not been decoded; null where it has none. */
export function idOf(document: unknown, field = "id"): string | null {
  const id = isRecord(document) ? document[field] : null;
  return typeof id === "string" ? id : null;
}
