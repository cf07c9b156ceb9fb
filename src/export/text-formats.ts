import type { Column } from "./columns.ts";
import { type CsvOptions, toCsv } from "./csv.ts";
import { type Batches, inPieces } from "./pieces.ts";

/** Formats that are text, and may go into a pipe. */
export const textFormats = ["json", "ndjson", "csv"] as const;
export type TextFormat = (typeof textFormats)[number];

/** Rows as text; `columns` and `options` are those of CSV: JSON has all that the rows have. */
export function toText(
  format: TextFormat,
  batches: Batches,
  columns: readonly Column[],
  options?: CsvOptions,
): AsyncGenerator<string> {
  if (format === "csv") return toCsv(batches, columns, options);
  return format === "json" ? toJson(batches) : toNdjson(batches);
}

/** A JSON array, one row a line. */
async function* toJson(batches: Batches): AsyncGenerator<string> {
  let first = true;
  for await (const rows of inPieces(batches)) {
    yield `${first ? "[\n" : ",\n"}${rows.map((row) => JSON.stringify(row)).join(",\n")}`;
    first = false;
  }
  yield first ? "[]\n" : "\n]\n";
}

/** One JSON object a line. */
async function* toNdjson(batches: Batches): AsyncGenerator<string> {
  for await (const rows of inPieces(batches)) yield rows.map((row) => `${JSON.stringify(row)}\n`).join("");
}
