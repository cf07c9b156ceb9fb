import { type Cell, type CutCells, cellOf } from "./cells.ts";
import type { Column } from "./columns.ts";

/** Formats that are text, and may go into a pipe. */
export const textFormats = ["json", "ndjson", "csv"] as const;
export type TextFormat = (typeof textFormats)[number];

/** Rows, batch by batch; how they are cut into batches makes no difference. */
export type Batches = AsyncIterable<readonly object[]> | Iterable<readonly object[]>;

/**
 * Text comes in pieces of so many rows: a long export is longer than the longest string. V8 keeps strings above 128 kB apart
 * and longer than they are wanted, and a row is some 4 kB.
 */
const rowsPerPiece = 20;

/** Rows as text; `columns` and `options` are those of CSV: JSON has whatever the rows have. */
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

interface CsvOptions {
  /** What is too long for a cell of a spreadsheet is cut, and counted here. @default cells are whole */
  readonly cuts?: CutCells;
  /** RFC 4180 wants CR LF. @default LF */
  readonly lineEnd?: "\n" | "\r\n";
  /** What separates cells. @default "," */
  readonly delimiter?: string | undefined;
}

/**
 * Comma-separated values with a header. Text that a spreadsheet would run as a formula gets a `'` in front (OWASP, "CSV
 * Injection"); numbers stay numbers.
 */
async function* toCsv(
  batches: Batches,
  columns: readonly Column[],
  { cuts, lineEnd = "\n", delimiter = "," }: CsvOptions = {},
): AsyncGenerator<string> {
  // Loaded only here: whoever wants JSON does not wait for it.
  const { stringify } = await import("csv-stringify/sync");
  const style = {
    escape_formulas: true,
    delimiter,
    cast: { boolean: (value: boolean) => String(value) },
    record_delimiter: lineEnd,
    // A lone half of a line end would end the line for many readers.
    ...(lineEnd === "\r\n" ? { quoted_match: /[\r\n]/ } : {}),
  };
  yield stringify([columns.map(({ name }) => name)], style);
  for await (const rows of inPieces(batches)) {
    yield stringify(
      rows.map((row) => columns.map((column) => withoutFormulas(cellOf(row, column, cuts), delimiter))),
      style,
    );
  }
}

/**
 * A cell that is no formula wherever it is cut: a spreadsheet that separates cells by another character than this file does (a
 * German Excel by `;`) does not see our quotes either, and begins a new cell, or line, in the middle of a text.
 */
const withoutFormulas = (cell: Cell, delimiter: string): Cell =>
  typeof cell === "string"
    ? cell.replace(/([,;\t\r\n])(?=[=+\-@])/g, (end) => (end === delimiter ? end : `${end}'`))
    : cell;

async function* inPieces(batches: Batches): AsyncGenerator<readonly object[]> {
  for await (const batch of batches) {
    for (let start = 0; start < batch.length; start += rowsPerPiece) yield batch.slice(start, start + rowsPerPiece);
  }
}
