import type { z } from "zod";
import { DecodeError } from "./errors.ts";
import { plain } from "./safe-text.ts";
import { fitsSchema } from "./schema-check.ts";

/** Whether a document is an object with fields, in contrast to a list, a text or nothing. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A text field of a document that was not decoded; null where it is no text. */
export function textOf(document: unknown, field: string): string | null {
  const value = isRecord(document) ? document[field] : null;
  return typeof value === "string" ? value : null;
}

/** JSON, or undefined where the text is none. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Whether a document has the fields of a schema; other fields pass. The document itself stays in use, not zod's copy,
 * which has its fields in another order: stored documents are compared as text.
 */
export const matches = <T>(schema: z.ZodType<T>, document: unknown): document is T => fitsSchema(schema, document);

/** The first field that disagrees with a schema, null for the document itself, and how; none of its content. */
export function firstMismatch(
  schema: z.ZodType,
  document: unknown,
): { readonly field: string | null; readonly reason: string } {
  const issue = schema.safeParse(document).error?.issues[0];
  const field = issue && issue.path.length > 0 ? issue.path.map(String).join(".") : null;
  return { field, reason: issue?.message ?? "unreadable" };
}

const rebuildHint =
  "Run `afterword rebuild`: it derives every row again from the stored documents, and lists the documents that cannot be read.";

/**
 * JSON out of the warehouse, checked: a damaged or foreign file must not be taken for what Afterword stores.
 * @param what names it, as `column agents of response 1b4e`
 * @throws {DecodeError} naming it and the first field that disagrees
 */
export function readStored<T>(schema: z.ZodType<T>, text: unknown, what: string, hint = rebuildHint): T {
  const document = typeof text === "string" ? readJson(text) : undefined;
  if (matches(schema, document)) return document;
  const { field, reason } = firstMismatch(schema, document);
  const problem = document === undefined ? "it is no JSON" : `${field ?? "the whole"}: ${reason}`;
  const message = `The warehouse's ${what} is not what Afterword stores: ${problem}`;
  throw new DecodeError(`${plain(message).slice(0, 300)}.`, hint, text);
}
