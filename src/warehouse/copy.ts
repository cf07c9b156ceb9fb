import { copyFile, mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { catalog, copies, layout, quote } from "./duckdb-file.ts";

/**
 * Copies all tables and views of the open file into a new one, from one state of them. DuckDB may write in one folder alone,
 * beside the open file, and has to itself what is in it.
 */
export async function copyDatabase(connection: DuckDBConnection, place: string, file: string): Promise<void> {
  const folder = copies(place);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { mode: 0o700 });
  try {
    const copy = join(folder, "copy");
    await connection.run(`ATTACH ${quote(copy)} AS afterword_copy (TYPE duckdb, ${layout})`);
    try {
      await connection.run(`COPY FROM DATABASE ${catalog} TO afterword_copy`);
    } finally {
      await connection.run("DETACH afterword_copy");
    }
    await rename(copy, file).catch(() => copyFile(copy, file));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
