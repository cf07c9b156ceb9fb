import type { DuckDBConnection, DuckDBType } from "@duckdb/node-api";
import { BIGINT, BOOLEAN, DOUBLE, INTEGER, TIMESTAMP, VARCHAR } from "@duckdb/node-api";
import { readAll } from "./read.ts";

/** One column of a table, as the catalogue has it. */
export interface Column {
  readonly name: string;
  /** DuckDB's name of the type. */
  readonly type: string;
  readonly duckdbType: DuckDBType;
}

const types: Readonly<Record<string, DuckDBType>> = { BIGINT, BOOLEAN, DOUBLE, INTEGER, TIMESTAMP, VARCHAR };

/** The columns of every table, in their order. */
export async function readColumns(connection: DuckDBConnection): Promise<ReadonlyMap<string, readonly Column[]>> {
  const rows = await readAll(
    connection,
    `SELECT table_name, column_name, data_type FROM information_schema.columns
     WHERE table_schema = 'main' AND table_catalog = current_database() ORDER BY table_name, ordinal_position`,
  );
  const tables = new Map<string, Column[]>();
  for (const { table_name, column_name, data_type } of rows) {
    const duckdbType = types[String(data_type)];
    if (!duckdbType) continue;
    const columns = tables.get(String(table_name)) ?? [];
    columns.push({ name: String(column_name), type: String(data_type), duckdbType });
    tables.set(String(table_name), columns);
  }
  return tables;
}
