import type { Cell } from "./cells.ts";
import type { Column, ColumnType } from "./columns.ts";
import { escapeXml, spreadsheetNamespace, styles, xmlStart } from "./xlsx-workbook.ts";

/** In characters. */
const widths: Readonly<Record<ColumnType, number>> = {
  text: 24,
  number: 12,
  id: 12,
  count: 10,
  boolean: 10,
  time: 20,
  names: 24,
  json: 24,
};

/** A sheet up to its first row, which stays in sight. */
export function sheetStart(columns: readonly Column[]): string {
  const cols = columns.map(({ type }, index) => {
    const style = type === "time" ? styles.time : styles.plain;
    return `<col min="${index + 1}" max="${index + 1}" width="${widths[type]}" style="${style}" customWidth="1"/>`;
  });
  return (
    `${xmlStart}<worksheet xmlns="${spreadsheetNamespace}"><sheetViews><sheetView workbookViewId="0">` +
    `<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
    `<cols>${cols.join("")}</cols><sheetData>`
  );
}

export const sheetEnd = "</sheetData></worksheet>";

export const headerXml = (columns: readonly Column[]): string =>
  `<row r="1">${columns.map(({ name }, index) => textXml(`${letters(index)}1`, name, styles.header)).join("")}</row>`;

export function rowXml(row: number, columns: readonly Column[], cellOf: (column: Column) => Cell): string {
  const cells = columns.map((column, index) => cellXml(`${letters(index)}${row}`, cellOf(column), column.type));
  return `<row r="${row}">${cells.join("")}</row>`;
}

function cellXml(at: string, cell: Cell, type: ColumnType): string {
  if (cell === null) return "";
  if (typeof cell === "boolean") return `<c r="${at}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  if (typeof cell === "number") return Number.isFinite(cell) ? `<c r="${at}"><v>${cell}</v></c>` : "";
  if (type === "time") return `<c r="${at}" s="${styles.time}"><v>${daysSince1900(cell)}</v></c>`;
  return textXml(at, cell, styles.plain);
}

function textXml(at: string, text: string, style: number): string {
  const space = /^\s|\s$/.test(text) ? ' xml:space="preserve"' : "";
  return `<c r="${at}"${style === styles.plain ? "" : ` s="${style}"`} t="inlineStr"><is><t${space}>${escapeXml(text)}</t></is></c>`;
}

/** A time as spreadsheets count: 1 January 1970 is day 25,569 (ECMA-376 part 1, 18.17.4.1). No time zone stands in a cell: it is UTC. */
const daysSince1900 = (time: string): number => 25_569 + Date.parse(time) / 86_400_000;

/** 0 is A, 26 is AA. */
const letters = (index: number): string =>
  (index < 26 ? "" : letters(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));
