import { DateTime } from "luxon";
import type { CsatRecord } from "../csat/index.ts";
import { type GridColumn, type GridStyle, toGrid } from "../terminal/index.ts";

/** How a terminal wants its tables. */
export interface TableStyle extends GridStyle {
  readonly timeZone: string;
}

interface Column extends GridColumn {
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
  { title: "source", spare: true, read: ({ source }) => source },
  { title: "agent", flexible: true, read: ({ agent_name: name }) => name ?? dash },
  { title: "queue", flexible: true, read: ({ queue_name: name }) => name ?? dash },
  { title: "media", spare: true, read: ({ media_type: media }) => media ?? dash },
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

/** Records as a table for a terminal; the last column takes what is left of the line. */
export function toTable(records: readonly CsatRecord[], style: TableStyle): string {
  const columns = columnsIn(style.timeZone);
  return toGrid(
    columns,
    records.map((record) => columns.map(({ read }) => read(record))),
    style,
  );
}
