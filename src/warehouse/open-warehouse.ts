import { resolve } from "node:path";
import { type Clock, systemClock } from "../base/index.ts";
import { readColumns } from "./columns.ts";
import { openDuckdb } from "./duckdb.ts";
import { explainFailure } from "./failures.ts";
import { migrate } from "./migrate.ts";
import { type Migration, readMigrations } from "./migrations.ts";
import { createTransactions } from "./transactions.ts";
import type { Warehouse } from "./warehouse.ts";

export interface WarehouseOptions {
  /** DuckDB's memory limit, as it spells it; 400MB unless said otherwise. */
  readonly memoryLimit?: string;
  readonly clock?: Clock;
  readonly signal?: AbortSignal;
  /** The steps to today's tables; those of this version unless said otherwise. */
  readonly migrations?: readonly Migration[];
}

/**
 * Opens a warehouse for writing; a file that is not there is made, an older one brought up to date. Dispose of it.
 * @throws {UsageError} where the file is not ours to write: of another program, a newer version, damaged, not permitted
 */
export async function openWarehouse(file: string, options: WarehouseOptions = {}): Promise<Warehouse> {
  const place = resolve(file);
  try {
    return await open(place, options);
  } catch (error) {
    throw explainFailure(error, place, options.signal);
  }
}

async function open(place: string, options: WarehouseOptions): Promise<Warehouse> {
  const { clock = systemClock, memoryLimit, migrations = readMigrations() } = options;
  const duckdb = await openDuckdb(place, memoryLimit === undefined ? {} : { memoryLimit });
  try {
    const connection = await duckdb.connect();
    await migrate(connection, place, migrations, clock);
    const transaction = createTransactions(connection, await readColumns(connection), place);
    return {
      place,
      query: duckdb.query,
      stream: duckdb.stream,
      transaction,
      [Symbol.asyncDispose]: async () => {
        // Off the main thread; closing would do the same on it. The journal keeps what could not be written here.
        await connection.run("CHECKPOINT").catch(() => {});
        connection.closeSync();
        await duckdb.close();
      },
    };
  } catch (error) {
    await duckdb.close();
    throw error;
  }
}
