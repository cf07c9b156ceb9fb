import { styleText } from "node:util";
import stringWidth from "string-width";
import { plain } from "../base/index.ts";
import { wrap } from "./wrap.ts";

export interface GridColumn {
  readonly title: string;
  /** Aligned right, as numbers are. */
  readonly right?: boolean;
  /** May be cut if the line is too short. */
  readonly flexible?: boolean;
  /** Left out if cutting is not enough, the last such column first. */
  readonly spare?: boolean;
  /** Never cut, however long: half an id is useless. */
  readonly whole?: boolean;
  /** Sentences: written in lines of their own under the row, wrapped, since a column has no room for them. */
  readonly below?: boolean;
}

export interface GridStyle {
  /** Width of the terminal. */
  readonly columns: number;
  readonly colour: boolean;
}

/** Widest column, in characters: longer names are cut, since a table that wraps cannot be read. */
const maxColumnWidth = 24;
/** No flexible column is cut to fewer characters. */
const minFlexibleWidth = 12;
/** Characters that the last column has at least. */
const minLastWidth = 10;

const indent = "    ";

/** Rows of cells under their titles, for a terminal; the last column takes the rest of the line. */
export function toGrid(
  columns: readonly GridColumn[],
  cells: readonly (readonly string[])[],
  style: GridStyle,
): string {
  const below = columns.findIndex((column) => column.below);
  if (below >= 0) {
    const rest = cells.map((row) => row.toSpliced(below, 1));
    const [header = "", ...lines] = toGrid(columns.toSpliced(below, 1), rest, style).slice(0, -1).split("\n");
    const notes = cells.map((row) => plain(row[below] ?? "").trim());
    const noted = lines.map((line, row) => (notes[row] ? `${line}\n${wrap(notes[row], style.columns, indent)}` : line));
    return `${[header, ...noted].join("\n")}\n`;
  }
  const rows = cells.map((row) => row.map((cell) => plain(cell).trim()));
  const widths = columns.map(({ title, whole }, index) =>
    Math.min(
      whole ? Infinity : maxColumnWidth,
      Math.max(stringWidth(title), ...rows.map((row) => stringWidth(row[index] ?? ""))),
    ),
  );
  const least = columns.map(({ flexible }, index) =>
    Math.min(widths[index] ?? 0, flexible ? minFlexibleWidth : Infinity),
  );
  const end = columns.at(-1)?.whole ? (widths.at(-1) ?? minLastWidth) : minLastWidth;
  const spare = widthBeforeLast(least) + end < style.columns ? -1 : columns.findLastIndex((column) => column.spare);
  if (spare >= 0) {
    const rest = cells.map((row) => row.toSpliced(spare, 1));
    return toGrid(columns.toSpliced(spare, 1), rest, style);
  }
  while (widthBeforeLast(widths) + end >= style.columns) {
    const room = widths.map((width, index) => (width > (least[index] ?? width) ? width : 0));
    const widest = room.indexOf(Math.max(...room.slice(0, -1)));
    if ((room[widest] ?? 0) === 0) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  widths[widths.length - 1] = Math.max(end, style.columns - widthBeforeLast(widths) - 1);
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, index) => pad(cell, widths[index] ?? maxColumnWidth, columns[index]?.right === true))
      .join("  ")
      .trimEnd();
  const header = line(columns.map(({ title }) => title));
  return `${[style.colour ? styleText("bold", header) : header, ...rows.map(line)].join("\n")}\n`;
}

/** The width of all columns but the last, gaps included. */
const widthBeforeLast = (widths: readonly number[]): number =>
  widths.slice(0, -1).reduce((sum, width) => sum + width + 2, 0);

function pad(cell: string, width: number, right: boolean): string {
  const text = stringWidth(cell) > width ? cut(cell, width) : cell;
  const space = " ".repeat(Math.max(0, width - stringWidth(text)));
  return right ? space + text : text + space;
}

/** Cut between graphemes, so that no letter or emoji is halved. */
function cut(text: string, width: number): string {
  let kept = "";
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (stringWidth(kept + segment) > width - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}
