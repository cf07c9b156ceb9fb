import { isRecord, readJson, UsageError } from "../../base/index.ts";
import type { Parameters, Row, Value } from "../warehouse.ts";

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
  const question = readJson(text);
  const { sql, parameters = {} }: { readonly sql?: unknown; readonly parameters?: unknown } = isRecord(question)
    ? question
    : {};
  if (typeof sql !== "string" || typeof parameters !== "object" || parameters === null) throw noQuestion();
  return {
    sql,
    parameters: Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, decode(value)])),
  };
}

function decode(value: unknown): Value | readonly string[] {
  if (isValue(value)) return value;
  if (Array.isArray(value) && value.every((one) => typeof one === "string")) return value;
  throw noQuestion();
}

const isValue = (value: unknown): value is Value =>
  value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean";

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

/** A line of the answer as it arrived; null where it is none. */
export function decodeLine(text: string): Line | null {
  const line = readJson(text);
  if (!isRecord(line)) return null;
  const { rows, end, error } = line;
  if (Array.isArray(rows) && rows.every(isRow)) return { rows };
  if (end === true) return { end };
  if (!isRecord(error) || typeof error["message"] !== "string") return null;
  const { message, hint } = error;
  return { error: { message, ...(typeof hint === "string" && { hint }) } };
}

const isRow = (value: unknown): value is Row => isRecord(value) && Object.values(value).every(isValue);
