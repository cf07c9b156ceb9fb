import type { Column } from "../../src/export/columns.ts";
import type { DdlEngine } from "../../src/export/index.ts";
import { type IncrementRow, keyOf } from "./increments.ts";

/** A database into which increments are loaded, and from which the tables are read. */
export interface LoadTarget extends AsyncDisposable {
  readonly engine: DdlEngine;
  /** Runs a script that `--ddl` printed; `fill` is DuckDB's statement that loads the same file. */
  load(script: string, fill: string): Promise<void>;
  /** Times as milliseconds, JSON as text. */
  read(table: string, columns: readonly Column[]): Promise<readonly Readonly<Record<string, unknown>>[]>;
}

/** Rows by their keys, as a reader of any database sees them. */
export function comparable(
  rows: readonly Readonly<Record<string, unknown>>[],
  columns: readonly Column[],
): Record<string, Record<string, unknown>> {
  const shown = rows.map((row) =>
    Object.fromEntries(columns.map(({ name, type }) => [name, comparableValue(row[name] ?? null, type)])),
  );
  return Object.fromEntries(shown.map((row) => [keyOf(row as IncrementRow), row]));
}

function comparableValue(value: unknown, type: Column["type"]): unknown {
  if (value === null) return null;
  if (type === "time") return typeof value === "string" ? Date.parse(value) : Number(value);
  if (type === "json" || type === "names") return typeof value === "string" ? (JSON.parse(value) as unknown) : value;
  return type === "id" || type === "count" ? Number(value) : value;
}
