import { copyFile, mkdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { openScratch, readPlace, replaceFile, UsageError } from "../../base/index.ts";
import type { Warehouse } from "../warehouse.ts";
import { catalog, copies, layout, quote } from "./duckdb-file.ts";
import { explainFailure } from "./failure-messages.ts";

/**
 * Puts a copy of the warehouse where programs may read it that would keep writers of the warehouse itself waiting. The copy is
 * made next to `file` and moved into place, so that a concurrent reader reads the old one to its end; a failure leaves
 * the old one.
 * @throws {UsageError} where it cannot be written
 */
export async function publish(warehouse: Warehouse, file: string): Promise<void> {
  const target = await readPlace(file);
  if (target === warehouse.place) {
    throw new UsageError("The copy would replace the warehouse itself.", "Name another file to publish to.");
  }
  if (!warehouse.copyTo) throw new UsageError("This warehouse is not a file.", "Let its readers read it directly.");
  try {
    await using scratch = await openScratch(dirname(target));
    const whole = join(scratch.path, "whole");
    await warehouse.copyTo(whole);
    await replaceFile(whole, target);
  } catch (error) {
    throw explainFailure(error, target);
  }
}

/**
 * Copies all tables and views of the open file into a new one, from one state of them. DuckDB may write in one folder alone,
 * next to the open file; nothing else may be in it.
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
