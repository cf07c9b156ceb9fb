import { DecodeError, readJson } from "../base/index.ts";
import type { Row } from "../warehouse/index.ts";
import type { Column, ColumnType } from "./columns.ts";

/** One row: a value a column, in the order of the columns. Times are ISO 8601 in UTC. */
export type ExportRow = Readonly<Record<string, unknown>>;

/**
 * A stored row with its lists and JSON read.
 * @throws {DecodeError} for a stored value that is not of its column's type
 */
export function decodeRow(row: Row, columns: readonly Column[]): ExportRow {
  const read: Record<string, unknown> = {};
  for (const { name, type } of columns) {
    const stored = row[name] ?? null;
    const value = isJson(type) && typeof stored === "string" ? readJson(stored) : stored;
    if (value !== null && !checks[type](value)) {
      throw new DecodeError(
        `The warehouse has no ${typeNames[type]} in column ${name} of response ${row["response_id"] ?? "(unnamed)"}.`,
        "Run `afterword rebuild`: it derives every row again from the stored documents.",
        stored,
      );
    }
    read[name] = value;
  }
  return read;
}

const isJson = (type: ColumnType): boolean => type === "json" || type === "names";

const isText = (value: unknown): boolean => typeof value === "string";
const isNumber = (value: unknown): boolean => typeof value === "number";

const checks: Readonly<Record<ColumnType, (value: unknown) => boolean>> = {
  text: isText,
  time: isText,
  number: isNumber,
  count: isNumber,
  id: isNumber,
  boolean: (value) => typeof value === "boolean",
  names: (value) => Array.isArray(value) && value.every((name) => name === null || isText(name)),
  json: (value) => typeof value === "object",
};

const typeNames: Readonly<Record<ColumnType, string>> = {
  text: "text",
  time: "time",
  number: "number",
  count: "number",
  id: "number",
  boolean: "true or false",
  names: "list of names",
  json: "JSON",
};
