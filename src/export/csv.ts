import { type Cell, type CutCells, cellOf } from "./cells.ts";
import type { Column } from "./columns.ts";
import { type Batches, inPieces } from "./pieces.ts";

export interface CsvOptions {
  /** Texts too long for a cell of a spreadsheet are cut, and counted here. @default cells are whole */
  readonly cuts?: CutCells;
  /** RFC 4180 wants CR LF. @default LF */
  readonly lineEnd?: "\n" | "\r\n";
  /** The separator of cells. @default "," */
  readonly delimiter?: string | undefined;
}

/**
 * Comma-separated values with a header. Text that a spreadsheet would run as a formula gets a `'` in front (OWASP, "CSV
 * Injection"); numbers stay numbers.
 */
export async function* toCsv(
  batches: Batches,
  columns: readonly Column[],
  { cuts, lineEnd = "\n", delimiter = "," }: CsvOptions = {},
): AsyncGenerator<string> {
  // Loaded only here: an export to JSON does not wait for it.
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
