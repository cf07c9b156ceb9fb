import type { DuckDBConnection } from "@duckdb/node-api";
import { readAll } from "./read.ts";

/** Copies all tables and views of the connection's database into a new file, from one state of them. */
export async function copyDatabase(connection: DuckDBConnection, file: string): Promise<void> {
  const [database] = await readAll(connection, "SELECT current_database() AS name");
  const own = String(database?.["name"]).replaceAll('"', '""');
  await connection.run(`ATTACH '${file.replaceAll("'", "''")}' AS afterword_copy`);
  try {
    await connection.run(`COPY FROM DATABASE "${own}" TO afterword_copy`);
  } finally {
    await connection.run("DETACH afterword_copy");
  }
}
