import { styleText } from "node:util";
import stringWidth from "string-width";
import { plain } from "../base/index.ts";

export interface GridColumn {
  readonly title: string;
  /** Numbers stand right. */
  readonly right?: boolean;
  /** May be cut short where the line is. */
  readonly flexible?: boolean;
  /** Left out where even that is not enough, the last one first. */
  readonly spare?: boolean;
  /** Never cut, however long: half an id is none. */
  readonly whole?: boolean;
}

export interface GridStyle {
  /** Width of the terminal. */
  readonly columns: number;
  readonly colour: boolean;
}

/** Longer names are cut: a table that wraps is none. */
const widest = 24;
/** No flexible column is cut shorter than this. */
const narrowest = 12;
/** What the last column has at least. */
const last = 10;

/** Rows of cells under their titles, for a terminal; the last column takes what is left of the line. */
export function toGrid(
  columns: readonly GridColumn[],
  cells: readonly (readonly string[])[],
  style: GridStyle,
): string {
  const rows = cells.map((row) => row.map((cell) => plain(cell).trim()));
  const widths = columns.map(({ title, whole }, index) =>
    Math.min(
      whole ? Infinity : widest,
      Math.max(stringWidth(title), ...rows.map((row) => stringWidth(row[index] ?? ""))),
    ),
  );
  const least = columns.map(({ flexible }, index) => Math.min(widths[index] ?? 0, flexible ? narrowest : Infinity));
  const end = columns.at(-1)?.whole ? (widths.at(-1) ?? last) : last;
  const spare = taken(least) + end < style.columns ? -1 : columns.findLastIndex((column) => column.spare);
  if (spare >= 0) {
    const rest = cells.map((row) => row.toSpliced(spare, 1));
    return toGrid(columns.toSpliced(spare, 1), rest, style);
  }
  while (taken(widths) + end >= style.columns) {
    const room = widths.map((width, index) => (width > (least[index] ?? width) ? width : 0));
    const fattest = room.indexOf(Math.max(...room.slice(0, -1)));
    if ((room[fattest] ?? 0) === 0) break;
    widths[fattest] = (widths[fattest] ?? 0) - 1;
  }
  widths[widths.length - 1] = Math.max(end, style.columns - taken(widths) - 1);
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, index) => pad(cell, widths[index] ?? widest, columns[index]?.right === true))
      .join("  ")
      .trimEnd();
  const header = line(columns.map(({ title }) => title));
  return `${[style.colour ? styleText("bold", header) : header, ...rows.map(line)].join("\n")}\n`;
}

/** By all columns but the last, and what is between them. */
const taken = (widths: readonly number[]): number => widths.slice(0, -1).reduce((sum, width) => sum + width + 2, 0);

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
