import { DateTime } from "luxon";
import { type Column, chosenColumns, type RowKind, type Selection } from "../../export/index.ts";
import { type GridColumn, type GridStyle, toGrid } from "../../terminal/index.ts";

/** The style of a table on a terminal. */
export interface TableStyle extends GridStyle {
  readonly timeZone: string;
}

/** A column on a screen. */
interface TableColumn extends GridColumn {
  /** Columns of the row; the first known one is shown. */
  readonly reads: readonly string[];
  readonly as?: Column["type"] | "score" | "length" | "note";
}

const dash = "–";
const agent: TableColumn = { title: "agent", flexible: true, reads: ["agent_name"] };
const queue: TableColumn = { title: "queue", flexible: true, reads: ["queue_name"] };
const media: TableColumn = { title: "media", spare: true, reads: ["media_type"] };
const comment: TableColumn = { title: "comment", as: "note", reads: ["comment"] };
const submitted: TableColumn = { title: "submitted", as: "time", reads: ["submit_date"] };
const length = (title: string, column: string): TableColumn => ({
  ...{ title, as: "length", right: true, reads: [column] },
});

/** The columns that a screen has room for. */
const defaultColumns: Readonly<Record<RowKind, readonly TableColumn[]>> = {
  responses: [
    submitted,
    { title: "source", spare: true, reads: ["source"] },
    agent,
    queue,
    media,
    length("length", "duration_seconds"),
    { title: "CSAT", as: "score", right: true, reads: ["csat_score", "evaluator_csat_score"] },
    { title: "NPS", right: true, reads: ["nps_score"] },
    comment,
  ],
  answers: [
    submitted,
    { ...agent, spare: true },
    { ...queue, spare: true },
    { title: "question", flexible: true, reads: ["question"] },
    { title: "role", reads: ["role"] },
    { title: "score", as: "score", right: true, reads: ["satisfaction"] },
    { title: "answer", as: "note", reads: ["answer", "comment"] },
  ],
  legs: [
    submitted,
    agent,
    queue,
    media,
    length("talk", "talk_seconds"),
    length("hold", "hold_seconds"),
    length("ACW", "acw_seconds"),
    { title: "wrap-up", as: "names", reads: ["wrap_up"] },
  ],
};

/** The columns that were asked for, else those that a screen has room for. Throws UsageError for an unknown column. */
export function tableColumns(selection: Selection): readonly TableColumn[] {
  if (selection.columns === undefined) return defaultColumns[selection.rows];
  return chosenColumns(selection).map(({ name, type }) => ({
    ...{ title: name, as: type, right: type === "number" || type === "count", reads: [name] },
    // Half an id is none.
    ...(/_id$|_url$/.test(name) ? { whole: true } : { flexible: type === "text" }),
  }));
}

/** Rows as a table for a terminal; the last column takes the rest of the line. */
export const toTable = (
  rows: readonly object[],
  style: TableStyle,
  columns: readonly TableColumn[] = defaultColumns.responses,
): string =>
  toGrid(
    columns,
    rows.map((row) => columns.map((column) => formatCell(column, row, style.timeZone))),
    style,
  );

function formatCell({ reads, as }: TableColumn, row: object, timeZone: string): string {
  const values: unknown[] = reads.map((name): unknown => Reflect.get(row, name));
  const value = values.find((one) => one !== null && one !== undefined);
  if (value === undefined) return as === "note" ? "" : dash;
  if (as === "time") return DateTime.fromISO(String(value), { zone: timeZone }).toFormat("yyyy-MM-dd HH:mm");
  if (as === "score") return Number(value).toFixed(2);
  if (as === "length") return formatLength(Number(value));
  if (Array.isArray(value) && as === "names") return value.join("; ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function formatLength(seconds: number): string {
  const two = (number: number): string => String(Math.floor(number)).padStart(2, "0");
  const whole = Math.round(seconds);
  const hours = Math.floor(whole / 3600);
  return hours > 0
    ? `${hours}:${two((whole / 60) % 60)}:${two(whole % 60)}`
    : `${Math.floor(whole / 60)}:${two(whole % 60)}`;
}
