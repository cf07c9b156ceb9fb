import type { DuckDBConnection } from "@duckdb/node-api";
import { catalog, layout, quote } from "./duckdb-file.ts";

/** Copies all tables and views of the open file into a new one, from one state of them. */
export async function copyDatabase(connection: DuckDBConnection, file: string): Promise<void> {
  await connection.run(`ATTACH ${quote(file)} AS afterword_copy (TYPE duckdb, ${layout})`);
  try {
    await connection.run(`COPY FROM DATABASE ${catalog} TO afterword_copy`);
  } finally {
    await connection.run("DETACH afterword_copy");
  }
}
