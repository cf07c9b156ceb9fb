import type { DuckDBConnection } from "@duckdb/node-api";
import { assertKnownColumns, lastOfEachKey } from "../rows-to-write.ts";
import { keys, type Table } from "../tables.ts";
import type { Row } from "../warehouse.ts";
import { append } from "./append.ts";
import type { Column } from "./columns.ts";
import { encode } from "./values.ts";

/**
 * Replaces rows by key, in the connection's transaction: the new rows' keys are staged in a temporary table, what has one of
 * them is deleted, the rows are appended. No primary key and no ON CONFLICT: DuckDB keeps keys in an index in memory, and ran
 * out of 400 MB at 330,000 responses.
 * @returns how many characters their texts have
 */
export async function put(
  connection: DuckDBConnection,
  table: Table,
  columns: readonly Column[],
  rows: readonly Row[],
): Promise<number> {
  assertKnownColumns(table, columns, rows);
  const keyColumns = columns.filter(({ name }) => keys[table].some((key) => key === name));
  const latest = await lastOfEachKey(rows, keyColumns, encode);
  if (latest.size === 0) return 0;
  const stage = `${table}_key`;
  const names = keyColumns.map(({ name }) => name);
  // Made again each time: emptied, it would keep its memory.
  await connection.run(`CREATE OR REPLACE TEMP TABLE ${stage} AS SELECT ${names.join(", ")} FROM ${table} LIMIT 0`);
  await append(connection, { table: stage, catalog: "temp", columns: keyColumns }, latest.values());
  const same = names.map((name) => `${table}.${name} IS NOT DISTINCT FROM ${stage}.${name}`).join(" AND ");
  await connection.run(`DELETE FROM ${table} USING temp.${stage} WHERE ${same}`);
  return await append(connection, { table, catalog: null, columns }, latest.values());
}

/** Adds rows of a table, in the connection's transaction. @returns how many characters their texts have */
export async function add(
  connection: DuckDBConnection,
  table: Table,
  columns: readonly Column[],
  rows: readonly Row[],
): Promise<number> {
  if (rows.length === 0) return 0;
  assertKnownColumns(table, columns, rows);
  return await append(connection, { table, catalog: null, columns }, rows);
}
