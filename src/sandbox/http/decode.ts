import type { z } from "zod";
import { badRequest } from "./refusals.ts";

/** Reads a body or the query parameters; throws a 400 that names the first field that is missing, unknown or wrong. */
export function decode<Output>(schema: z.ZodType<Output>, input: unknown, whole: string): Output {
  const read = schema.safeParse(input, { reportInput: true });
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  if (!issue) throw badRequest(whole, "not readable");
  const field = issue.path.map(String).join(".");
  if (issue.code === "unrecognized_keys")
    throw badRequest([field, issue.keys[0]].filter(Boolean).join("."), "unknown field or parameter");
  if (issue.input === undefined) throw badRequest(field || whole, "required");
  if (issue.code === "invalid_value") throw badRequest(field || whole, `invalid value ${JSON.stringify(issue.input)}`);
  throw badRequest(field || whole, issue.message);
}
