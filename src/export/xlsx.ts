import type { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type CutCells, cellOf } from "./cells.ts";
import type { Column } from "./columns.ts";
import type { Batches } from "./pieces.ts";
import { headerXml, rowXml, sheetEnd, sheetStart } from "./xlsx-sheet.ts";
import { workbookParts } from "./xlsx-workbook.ts";
import { toZip, type ZipEntry } from "./zip.ts";

/** Rows of a sheet, its header included (Microsoft, "Excel specifications and limits"). */
const maxSheetRows = 1_048_576;

/** Of XML: an entry of a ZIP archive has at most 2³² − 1 bytes, and the count is ahead of it by a piece. */
const maxSheetBytes = 4_000_000_000;

/** So many characters of XML go to the compressor at once: a row is some 2,000. */
const pieceLength = 65_536;

interface XlsxOptions {
  readonly columns: readonly Column[];
  /** Name of the first sheet; further ones are numbered. */
  readonly name: string;
  readonly cuts: CutCells;
  /** @default 1,048,576, the most that a spreadsheet opens */
  readonly sheetRows?: number;
  /** @default 4,000,000,000 */
  readonly sheetBytes?: number;
}

/**
 * Rows as a workbook: a header that stays in sight, numbers as numbers, times as times (UTC), and text as text, which no
 * spreadsheet takes for a formula. Rows that do not fit a sheet go on in the next one. Rows are read no faster than
 * they are written, so memory does not grow with them.
 */
export const writeXlsx = (batches: Batches, output: Writable, options: XlsxOptions): Promise<void> =>
  pipeline(toZip(workbook(batches, options)), output);

async function* workbook(batches: Batches, options: XlsxOptions): AsyncGenerator<ZipEntry> {
  const { columns, name, cuts, sheetRows = maxSheetRows, sheetBytes = maxSheetBytes } = options;
  const rows = rowsOf(batches);
  let next = await rows.next();
  async function* sheet(): AsyncGenerator<string> {
    let piece = sheetStart(columns) + headerXml(columns);
    let bytes = 0;
    for (let row = 2; !next.done && row <= sheetRows && bytes < sheetBytes; row += 1) {
      const { value } = next;
      piece += rowXml(row, columns, (column) => cellOf(value, column, cuts));
      if (piece.length > pieceLength) {
        bytes += Buffer.byteLength(piece);
        yield piece;
        piece = "";
      }
      next = await rows.next();
    }
    yield piece + sheetEnd;
  }
  const names: string[] = [];
  try {
    do {
      names.push(names.length === 0 ? name : `${name} ${names.length + 1}`);
      yield { name: `xl/worksheets/sheet${names.length}.xml`, content: sheet() };
    } while (!next.done);
  } finally {
    await rows.return();
  }
  yield* workbookParts(names);
}

async function* rowsOf(batches: Batches): AsyncGenerator<object, void, void> {
  for await (const batch of batches) yield* batch;
}
