import { UsageError } from "../base/index.ts";
import type { Parameters, Row, Value } from "./warehouse.ts";

/** What a process asks of the one that holds the file: one SQL statement that reads. */
export interface Question {
  readonly sql: string;
  readonly parameters: Parameters;
}

/**
 * A question as it arrived.
 * @throws {UsageError} where it is none
 */
export function decodeQuestion(text: string): Question {
  const { sql, parameters = {} } = parse(text);
  if (typeof sql !== "string" || typeof parameters !== "object" || parameters === null) throw noQuestion();
  return {
    sql,
    parameters: Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, decode(value)])),
  };
}

function parse(text: string): { readonly sql?: unknown; readonly parameters?: unknown } {
  try {
    const question: unknown = JSON.parse(text);
    return typeof question === "object" && question !== null ? question : {};
  } catch {
    throw noQuestion();
  }
}

function decode(value: unknown): Value | readonly string[] {
  if (value === null || ["string", "number", "boolean"].includes(typeof value)) return value as Value;
  if (Array.isArray(value) && value.every((one) => typeof one === "string")) return value;
  throw noQuestion();
}

const noQuestion = (): UsageError =>
  new UsageError(
    "This is not a question to a warehouse.",
    'It is JSON: {"sql": "SELECT …", "parameters": {"name": "value"}}, where a value is a text, a number, true, false, null or a list of texts.',
  );

/** One line of the answer. The last one is `end` or `error`: an answer without either was cut off. */
export type Line =
  | { readonly rows: readonly Row[] }
  | { readonly end: true }
  | { readonly error: { readonly message: string /** Of an AfterwordError. */; readonly hint?: string } };
