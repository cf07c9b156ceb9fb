import type { Writable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { type Cell, type CutCells, cellOf } from "./cells.ts";
import type { Column, ColumnType } from "./columns.ts";
import type { Batches } from "./text.ts";

/** Rows of a sheet, its header included (Microsoft, "Excel specifications and limits"). */
const longestSheet = 1_048_576;

interface XlsxOptions {
  readonly columns: readonly Column[];
  /** Name of the first sheet; further ones are numbered. */
  readonly name: string;
  readonly cuts: CutCells;
  /** @default 1,048,576, the most that a spreadsheet opens */
  readonly sheetRows?: number;
}

const widths: Readonly<Record<ColumnType, number>> = {
  text: 24,
  number: 12,
  count: 10,
  boolean: 10,
  time: 20,
  names: 24,
  json: 24,
};

/** No time zone stands in a cell: these are UTC. */
const timeFormat = "yyyy-mm-dd hh:mm:ss";

/**
 * Rows as a workbook: a header that stays in sight, numbers as numbers, times as times (UTC), and text as text, which no
 * spreadsheet takes for a formula. What does not fit a sheet goes on in the next one.
 */
export async function writeXlsx(batches: Batches, output: Writable, options: XlsxOptions): Promise<void> {
  const { columns, name, cuts, sheetRows = longestSheet } = options;
  // Loaded only here: it takes longer than the rest of the program.
  const { default: exceljs } = await import("exceljs");
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ stream: output, useStyles: true, useSharedStrings: false });
  // exceljs listens for it at the end alone.
  const failed = new Promise<never>((_, reject) => output.once("error", reject));
  failed.catch(() => {});
  const addSheet = (number: number) => {
    const sheet = workbook.addWorksheet(number === 1 ? name : `${name} ${number}`, {
      views: [{ state: "frozen", ySplit: 1 }],
    });
    sheet.columns = columns.map((column) => ({
      header: column.name,
      width: widths[column.type],
      ...(column.type === "time" ? { style: { numFmt: timeFormat } } : {}),
    }));
    sheet.getRow(1).font = { bold: true };
    return sheet;
  };
  let sheets = 1;
  let sheet = addSheet(sheets);
  let filled = 1;
  for await (const batch of batches) {
    for (const row of batch) {
      if (filled === sheetRows) {
        sheet.commit();
        sheet = addSheet(++sheets);
        filled = 1;
      }
      sheet.addRow(columns.map((column) => toXlsx(cellOf(row, column, cuts), column.type))).commit();
      filled += 1;
      if (filled % 100 === 0) await Promise.race([compressed(sheet, output), failed]);
    }
  }
  sheet.commit();
  await Promise.race([workbook.commit(), failed]);
}

/** Characters that no XML may hold. */
const unfit = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]/g;

/** What a spreadsheet would read as one character: `_x0041_` is A (ECMA-376 part 1, 22.9.2.19). Its underscore is written so. */
const escapeLike = /_(?=x[0-9a-f]{4}_)/gi;

const toXlsx = (cell: Cell, type: ColumnType): Cell | Date => {
  if (typeof cell !== "string") return cell;
  if (type === "time") return new Date(cell);
  // XML has LF for every end of a line.
  return cell.replace(/\r\n?/g, "\n").replace(unfit, "\ufffd").replace(escapeLike, "_x005F_");
};

/** Bytes of XML that may wait for the compressor. */
const mayWait = 200_000;

/**
 * Waits for the compressor. exceljs 4.4.0 hands it whatever is made and never waits: 100,000 rows of 48 columns held 310 MB
 * more than these rows, and with this wait none.
 */
async function compressed(sheet: unknown, output: Writable): Promise<void> {
  const [pipe] = listOf(part(part(sheet, "stream"), "pipes"));
  const waiting = (side: string): number => Number(part(part(pipe, side), "length") ?? 0);
  do await delay(1);
  while (!output.destroyed && waiting("_readableState") + waiting("_writableState") > mayWait);
}

const part = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
