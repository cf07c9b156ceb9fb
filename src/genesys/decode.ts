import type { z } from "zod";
import { DecodeError } from "../base/index.ts";
import { agrees } from "./agrees.ts";
import { type Endpoint, subject } from "./endpoint.ts";
import { plain } from "./words.ts";

/**
 * The document itself, checked as far as `schema` goes; whatever else it holds is kept.
 * @throws {DecodeError} naming the endpoint, the id and the first field that disagrees, and none of its content
 */
export function decode<T>(
  schema: z.ZodType<T>,
  document: unknown,
  where: { readonly endpoint: Pick<Endpoint<unknown>, "path">; readonly id?: string | undefined },
): T {
  if (agrees(schema, document)) return document;
  const result = schema.safeParse(document);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const field = issue && issue.path.length > 0 ? plain(issue.path.map(String).join("."), 100) : "the document itself";
  const thing = [subject(where.endpoint), where.id && plain(where.id, 60)].filter(Boolean).join(" ");
  throw new DecodeError(
    `The answer of ${thing} is not what Genesys documents, at ${field}: ${plain(issue?.message ?? "unreadable", 120)}.`,
    "Update Afterword; if it is new, report this message: Genesys may have changed its API.",
    document,
  );
}
