import { styleText } from "node:util";
import { DateTime } from "luxon";
import stringWidth from "string-width";
import type { CsatRecord } from "../csat/index.ts";
import { plain } from "./plain.ts";

/** How a terminal wants its tables. */
export interface TableStyle {
  readonly columns: number;
  readonly colour: boolean;
  readonly timeZone: string;
}

interface Column {
  readonly title: string;
  readonly right?: boolean;
  readonly read: (record: CsatRecord) => string;
}

const dash = "–";
const score = (value: number | null): string => (value === null ? dash : value.toFixed(2));

/** Answers on the question's own scale, a form's first csat question first to be seen. */
const columnsIn = (timeZone: string): readonly Column[] => [
  {
    title: "submitted",
    read: ({ submit_date: date }) =>
      date === null ? dash : DateTime.fromISO(date, { zone: timeZone }).toFormat("yyyy-MM-dd HH:mm"),
  },
  { title: "source", read: ({ source }) => source },
  { title: "agent", read: ({ agent_name: name }) => name ?? dash },
  { title: "queue", read: ({ queue_name: name }) => name ?? dash },
  { title: "media", read: ({ media_type: media }) => media ?? dash },
  { title: "length", right: true, read: ({ duration_seconds: seconds }) => length(seconds) },
  { title: "CSAT", right: true, read: (record) => score(record.csat_score ?? record.evaluator_csat_score) },
  { title: "NPS", right: true, read: ({ nps_score: nps }) => (nps === null ? dash : String(nps)) },
  { title: "comment", read: ({ comment }) => comment ?? "" },
];

function length(seconds: number | null): string {
  if (seconds === null) return dash;
  const two = (number: number): string => String(Math.floor(number)).padStart(2, "0");
  const whole = Math.round(seconds);
  const hours = Math.floor(whole / 3600);
  return hours > 0
    ? `${hours}:${two((whole / 60) % 60)}:${two(whole % 60)}`
    : `${Math.floor(whole / 60)}:${two(whole % 60)}`;
}

/** Longer names are cut: a table that wraps is none. */
const widest = 24;

/** Records as a table for a terminal; the last column takes what is left of the line. */
export function toTable(records: readonly CsatRecord[], style: TableStyle): string {
  const columns = columnsIn(style.timeZone);
  const rows = records.map((record) => columns.map(({ read }) => plain(read(record)).trim()));
  const widths = columns.map(({ title }, index) =>
    Math.min(widest, Math.max(stringWidth(title), ...rows.map((row) => stringWidth(row[index] ?? "")))),
  );
  const taken = widths.slice(0, -1).reduce((sum, width) => sum + width + 2, 0);
  widths[widths.length - 1] = Math.max(10, style.columns - taken - 1);
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, index) => pad(cell, widths[index] ?? widest, columns[index]?.right === true))
      .join("  ")
      .trimEnd();
  const header = line(columns.map(({ title }) => title));
  return `${[style.colour ? styleText("bold", header) : header, ...rows.map(line)].join("\n")}\n`;
}

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
