import type { Column } from "./columns.ts";

/** The value of one cell of a spreadsheet; times are still ISO text. */
export type Cell = string | number | boolean | null;

/** Characters that a cell of a spreadsheet holds (Microsoft, "Excel specifications and limits"). */
const maxCellLength = 32_767;

/** How many cells were too long for a spreadsheet. */
export interface CutCells {
  count: number;
}

/**
 * The value of a column as one cell: names are joined; where `cuts` is given, a text that is too long is cut, and
 * counted there.
 */
export function cellOf(row: object, { name, type }: Column, cuts?: CutCells): Cell {
  const value: unknown = Reflect.get(row, name);
  if (type === "names") return Array.isArray(value) ? within(joined(value), cuts) : null;
  if (typeof value === "string") return within(value, cuts);
  return typeof value === "number" || typeof value === "boolean" ? value : null;
}

const joined = (names: readonly unknown[]): string =>
  names.map((name) => (typeof name === "string" ? name : "")).join("; ");

function within(text: string, cuts: CutCells | undefined): string {
  if (cuts === undefined || text.length <= maxCellLength) return text;
  cuts.count += 1;
  // Never between the halves of one character.
  const halved = /[\ud800-\udbff]/.test(text.charAt(maxCellLength - 1));
  return text.slice(0, halved ? maxCellLength - 1 : maxCellLength);
}
