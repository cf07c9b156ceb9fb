import { z } from "zod";
import { badRequest } from "./refusals.ts";

/** Query parameters arrive as every value of a name; the last one counts where only one is meant. */
const last = z.array(z.string()).transform((values) => values.at(-1) ?? "");

export const text = last.optional();

export const oneOf = <const Names extends readonly string[]>(names: Names) => last.pipe(z.enum(names));

/** Repeated or joined with commas, as the official SDKs send arrays. */
export const list = (maxValues: number) =>
  z
    .array(z.string())
    .transform((values) => values.flatMap((value) => value.split(",")).filter((value) => value !== ""))
    .pipe(z.array(z.string()).max(maxValues, `at most ${maxValues} values`));

export const flag = (defaultValue: boolean) =>
  last
    .pipe(z.enum(["true", "false"]))
    .transform((value) => value === "true")
    .default(defaultValue);

export const wholeNumber = (lowest: number, highest: number) =>
  last.pipe(
    z
      .string()
      .regex(/^\d+$/, "not a whole number")
      .transform(Number)
      .pipe(z.number().min(lowest, `at least ${lowest}`).max(highest, `at most ${highest}`)),
  );

/** An ISO time, as milliseconds since 1970 UTC. */
export const moment = last.pipe(z.iso.datetime({ offset: true })).transform((value) => Date.parse(value));

/** `pageSize` and `pageNumber` of a listing. */
export const paging = (largest: number, lastPage = 1_000_000) => ({
  pageSize: wholeNumber(1, largest).default(25),
  pageNumber: wholeNumber(1, lastPage).default(1),
});

/** For an endpoint without query parameters: any is one too many. */
export const noParameters = z.strictObject({});

/** For a GET: a body is ignored. */
export const noBody = z.unknown();

/** Reads a body or the query parameters; throws a 400 that names the first field that is missing, unknown or wrong. */
export function decode<Output>(schema: z.ZodType<Output>, input: unknown, wholeName: string): Output {
  const read = schema.safeParse(input, { reportInput: true });
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  if (!issue) throw badRequest(wholeName, "not readable");
  const field = issue.path.map(String).join(".");
  if (issue.code === "unrecognized_keys")
    throw badRequest([field, issue.keys[0]].filter(Boolean).join("."), "unknown field or parameter");
  if (issue.input === undefined) throw badRequest(field || wholeName, "required");
  if (issue.code === "invalid_value")
    throw badRequest(field || wholeName, `invalid value ${JSON.stringify(issue.input)}`);
  throw badRequest(field || wholeName, issue.message);
}
