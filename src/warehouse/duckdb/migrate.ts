import type { DuckDBConnection } from "@duckdb/node-api";
import { type Clock, isoTime, UsageError } from "../../base/index.ts";
import { type Applied, checkMigrations, checkReadable, type Migration, readSteps } from "../migrations.ts";
import { readAll } from "./read.ts";
import { prepare } from "./statement.ts";

/**
 * Brings the tables up to date, each migration in a transaction of its own; one that fails leaves the file as it was before
 * it and throws.
 * @throws {UsageError} where the file is somebody else's, or of a newer or an altered Afterword
 */
export async function migrate(
  connection: DuckDBConnection,
  place: string,
  migrations: readonly Migration[],
  clock: Clock,
): Promise<void> {
  const applied = await readApplied(connection, place);
  checkMigrations(applied, migrations, place);
  for (const { name, sql, hash } of migrations.slice(applied.length)) {
    await connection.run("BEGIN TRANSACTION");
    try {
      await connection.run(
        "CREATE TABLE IF NOT EXISTS migration (name VARCHAR NOT NULL, hash VARCHAR NOT NULL, applied_at TIMESTAMP NOT NULL)",
      );
      await connection.run(sql);
      const insert = "INSERT INTO migration VALUES ($name, $hash, CAST($time AS TIMESTAMP))";
      const statement = await prepare(connection, insert, { name, hash, time: isoTime(clock.now()) });
      await statement.run().finally(() => statement.destroySync());
      await connection.run("COMMIT");
    } catch (error) {
      await connection.run("ROLLBACK").catch(() => {});
      throw error;
    }
  }
}

/** Refuses a file that this version cannot read as it stands: a reader changes nothing. */
export async function checkFile(
  connection: DuckDBConnection,
  place: string,
  migrations: readonly Migration[],
): Promise<void> {
  checkReadable(await readApplied(connection, place), migrations, place);
}

async function readApplied(connection: DuckDBConnection, place: string): Promise<Applied> {
  const columns = await readAll(
    connection,
    "SELECT table_name, column_name FROM information_schema.columns WHERE table_catalog = current_database()",
  );
  if (columns.length === 0) return [];
  if (!columns.some(({ table_name, column_name }) => table_name === "migration" && column_name === "hash")) {
    throw new UsageError(
      `${place} holds other tables than Afterword's.`,
      "Name another file; this one was left as it is.",
    );
  }
  const rows = await readAll(connection, "SELECT name, hash FROM migration ORDER BY name");
  return readSteps(rows);
}
