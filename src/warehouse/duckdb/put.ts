import type { DuckDBConnection } from "@duckdb/node-api";
import { keys, type Table } from "../tables.ts";
import type { Row } from "../warehouse.ts";
import { createYield } from "../yield-to-event-loop.ts";
import { append } from "./append.ts";
import type { Column } from "./columns.ts";
import { encode } from "./values.ts";

/**
 * Replaces rows by key, in the connection's transaction: the new rows' keys are staged in a temporary table, what has one of
 * them is deleted, the rows are appended. No primary key and no ON CONFLICT: DuckDB keeps keys in an index in memory, and ran
 * out of 400 MB at 330,000 responses.
 */
export async function put(
  connection: DuckDBConnection,
  table: Table,
  columns: readonly Column[],
  rows: readonly Row[],
): Promise<void> {
  const known = new Set(columns.map(({ name }) => name));
  const keyColumns = columns.filter(({ name }) => keys[table].some((key) => key === name));
  const latest = await lastOfEach(rows, keyColumns, (row) => assertKnownColumns(table, known, row));
  if (latest.size === 0) return;
  const stage = `${table}_key`;
  const names = keyColumns.map(({ name }) => name);
  // Made again each time: emptied, it would keep its memory.
  await connection.run(`CREATE OR REPLACE TEMP TABLE ${stage} AS SELECT ${names.join(", ")} FROM ${table} LIMIT 0`);
  await append(connection, { table: stage, catalog: "temp", columns: keyColumns }, latest.values());
  const same = names.map((name) => `${table}.${name} IS NOT DISTINCT FROM ${stage}.${name}`).join(" AND ");
  await connection.run(`DELETE FROM ${table} USING temp.${stage} WHERE ${same}`);
  await append(connection, { table, catalog: null, columns }, latest.values());
}

/** Adds rows of a table, in the connection's transaction. */
export async function add(
  connection: DuckDBConnection,
  table: Table,
  columns: readonly Column[],
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const known = new Set(columns.map(({ name }) => name));
  for (const row of rows) assertKnownColumns(table, known, row);
  await append(connection, { table, catalog: null, columns }, rows);
}

/** The last row of each key. Keys are compared as they are stored: two spellings of a time are one. */
async function lastOfEach(
  rows: readonly Row[],
  keyColumns: readonly Column[],
  check: (row: Row) => void,
): Promise<ReadonlyMap<string, Row>> {
  const yieldWhenBusy = createYield();
  const latest = new Map<string, Row>();
  for (const [index, row] of rows.entries()) {
    if (index % 256 === 0) await yieldWhenBusy();
    check(row);
    const key = keyColumns.map(({ name, type }) => {
      const value = encode(row[name] ?? null, type);
      return value === null ? null : String(value);
    });
    latest.set(JSON.stringify(key), row);
  }
  return latest;
}

function assertKnownColumns(table: Table, known: ReadonlySet<string>, row: Row): void {
  const unknown = Object.keys(row).find((name) => !known.has(name));
  if (unknown !== undefined) throw new Error(`table ${table} has no column ${unknown}`);
}
