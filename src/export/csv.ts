import { type Cell, type CutCells, cellOf } from "./cells.ts";
import type { Column } from "./columns.ts";
import { type Batches, inPieces } from "./pieces.ts";

export interface CsvOptions {
  /**
   * For databases: each value of a stored row whole and as it is, lists and JSON as JSON text. Null is an empty cell and the
   * empty text is `""`, which `COPY` reads back as they were.
   * @default for spreadsheets
   */
  readonly plain?: boolean | undefined;
  /** Texts too long for a cell of a spreadsheet are cut, and counted here. @default cells are whole */
  readonly cuts?: CutCells;
  /** RFC 4180 wants CR LF. @default LF */
  readonly lineEnd?: "\n" | "\r\n";
  /** The separator of cells. @default "," */
  readonly delimiter?: string | undefined;
}

/**
 * What is quoted in a plain file without need by RFC 4180: the empty text, which is no null, and `\.`, with which PostgreSQL's
 * data ends where it stands alone on a line (PostgreSQL, "COPY").
 */
const quotedInPlain = /^$|^\\\.$|[\r\n]/;

/**
 * Comma-separated values with a header. Text that a spreadsheet would run as a formula gets a `'` in front (OWASP, "CSV
 * Injection"), unless the file is a plain one; numbers stay numbers.
 */
export async function* toCsv(
  batches: Batches,
  columns: readonly Column[],
  { plain = false, cuts, lineEnd = "\n", delimiter = "," }: CsvOptions = {},
): AsyncGenerator<string> {
  // Loaded only here: an export to JSON does not wait for it.
  const { stringify } = await import("csv-stringify/sync");
  const style = {
    escape_formulas: !plain,
    delimiter,
    cast: { boolean: (value: boolean) => String(value) },
    record_delimiter: lineEnd,
    // A lone half of a line end would end the line for many readers.
    ...(plain ? { quoted_match: quotedInPlain } : lineEnd === "\r\n" ? { quoted_match: /[\r\n]/ } : {}),
  };
  const formulas = formulasIn(delimiter);
  const cell = plain
    ? plainCell
    : (row: object, column: Column) => {
        const value = cellOf(row, column, cuts);
        return typeof value === "string" ? value.replace(formulas, "'") : value;
      };
  yield stringify([columns.map(({ name }) => name)], style);
  for await (const rows of inPieces(batches)) {
    yield stringify(
      rows.map((row) => columns.map((column) => cell(row, column))),
      style,
    );
  }
}

/** A value of a stored row, which has its lists and JSON as text. */
function plainCell(row: object, { name }: Column): Cell {
  const value: unknown = Reflect.get(row, name);
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
}

/** What separates cells or lines in the files that programs expect. */
const separators = [",", ";", "\t", "\r", "\n"];

/**
 * Where a text would run as a formula wherever it is cut: a spreadsheet that separates cells by another character than this file
 * does (a German Excel by `;`) does not see our quotes either, and begins a new cell, or line, in the middle of a text. What it
 * takes away at the start of a cell, quotation marks and white space, stands between the separator and the sign. The sign is
 * looked for first: looked for from each separator on, a comment of 100,000 empty lines took 27 s.
 */
const formulasIn = (delimiter: string): RegExp =>
  new RegExp(`(?=[=+\\-@＝＋－＠])(?<=(?:^|[${separators.filter((one) => one !== delimiter).join("")}])[\\s"]*)`, "g");
