import type { DuckDBConnection } from "@duckdb/node-api";
import { readAll } from "./read.ts";

/** What an instance is made with, before its limit is known: opening a file must not fail for want of memory. */
export const whileOpening = "8GB";

/**
 * Sets DuckDB's limit to `limit` (as DuckDB spells it) and what it will not let go of a catalog before its file is closed:
 * wherever a row was deleted it keeps 16 to 32 bytes in memory for each of the 2,048 rows around it, from the first look at
 * them on. They count against the limit; where they filled it, a sync ended in "out of memory", and so did each one after it.
 */
export async function limitMemory(connection: DuckDBConnection, catalog: string, limit: string): Promise<void> {
  const tables = await readAll(
    connection,
    "SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = $catalog",
    { catalog },
  );
  // Counting looks at what is deleted, and at hardly anything else.
  for (const { schema_name, table_name } of tables)
    await readAll(connection, `SELECT count(*) FROM ${[catalog, schema_name, table_name].map(identifier).join(".")}`);
  const [size] = await readAll(
    connection,
    `SELECT (parse_formatted_bytes($limit) + (SELECT sum(memory_usage_bytes) FROM duckdb_memory()))::DOUBLE AS bytes`,
    { limit },
  );
  // Never set to less than is held: DuckDB refuses that.
  await connection.run(`SET GLOBAL memory_limit = '${Math.ceil(Number(size?.["bytes"]) / 1_000_000)}MB'`);
}

const identifier = (name: unknown): string => `"${String(name).replaceAll('"', '""')}"`;
