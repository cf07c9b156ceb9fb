import type { CsatRecord } from "../csat/index.ts";
import { csvLines } from "./csv.ts";

export const formats = ["json", "ndjson", "csv"] as const;
export type Format = (typeof formats)[number];

/** Records as text, piece by piece: a long extraction is longer than the longest string. */
export const render: Readonly<Record<Format, (records: readonly CsatRecord[]) => Iterable<string>>> = {
  *json(records) {
    for (const [index, record] of records.entries()) yield `${index === 0 ? "[\n" : ",\n"}${JSON.stringify(record)}`;
    yield records.length === 0 ? "[]\n" : "\n]\n";
  },
  *ndjson(records) {
    for (const record of records) yield `${JSON.stringify(record)}\n`;
  },
  csv: csvLines,
};
