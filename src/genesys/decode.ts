import type { z } from "zod";
import { DecodeError, firstMismatch, matches, readJson } from "../base/index.ts";
import { type Endpoint, subject } from "./endpoint.ts";
import { oneLine } from "./message-text.ts";

/** A text that is an id, whole, with a capital in it. */
const capitalId = /"(?=[0-9a-f-]*[A-F])[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"/g;

/**
 * The document of an answer, undefined where its text is no JSON. Ids come in lower case: an id is the same id in
 * either case (RFC 9562); treated as two, one response would be stored twice.
 */
export const readDocument = (text: string): unknown => readJson(text.replace(capitalId, (id) => id.toLowerCase()));

/**
 * The document itself, checked as far as `schema` goes; all other fields are kept.
 * @throws {DecodeError} naming the endpoint, the id and the first field that disagrees, and none of its content
 */
export function decode<T>(
  schema: z.ZodType<T>,
  document: unknown,
  where: { readonly endpoint: Pick<Endpoint<unknown>, "path">; readonly id?: string | undefined },
): T {
  if (matches(schema, document)) return document;
  const { field, reason } = firstMismatch(schema, document);
  const thing = [subject(where.endpoint), where.id && oneLine(where.id, 60)].filter(Boolean).join(" ");
  throw new DecodeError(
    `The answer of ${thing} is not what Genesys documents, at ${field === null ? "the document itself" : oneLine(field, 100)}: ${oneLine(reason, 120)}.`,
    "Update Afterword; if it is new, report this message: Genesys may have changed its API.",
    document,
  );
}
