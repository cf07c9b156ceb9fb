import type { DuckDBConnection } from "@duckdb/node-api";
import { type Clock, minute, systemClock } from "../base/index.ts";
import { held, openUnbusy } from "./busy.ts";
import { readColumns } from "./columns.ts";
import { copyDatabase } from "./copy.ts";
import { type Duckdb, openDuckdb } from "./duckdb.ts";
import { explainFailure } from "./failures.ts";
import { openListener } from "./listener.ts";
import { type Lock, takeLock } from "./lock.ts";
import { migrate } from "./migrate.ts";
import { type Migration, readMigrations } from "./migrations.ts";
import { readPlace } from "./place.ts";
import { createTransactions } from "./transactions.ts";
import type { Warehouse } from "./warehouse.ts";

export interface WarehouseOptions {
  /** DuckDB's memory limit, as it spells it; 128MB unless said otherwise. */
  readonly memoryLimit?: string;
  readonly clock?: Clock;
  readonly signal?: AbortSignal;
  /** How long to wait, in milliseconds, for those who have the file open for reading; a minute unless said otherwise. */
  readonly patience?: number;
  /** Called when that waiting begins, with whoever it is as far as is known. */
  readonly onWait?: (who: string) => void;
  /** The steps to today's tables; those of this version unless said otherwise. */
  readonly migrations?: readonly Migration[];
}

/**
 * Opens a warehouse for writing; a file that is not there is made, an older one brought up to date. While it is open, other
 * processes of this machine read through it ({@link openReader}). Dispose of it.
 * @throws {UsageError} where another process has it, or it is not ours to write: of another program, a newer version,
 *   damaged, not permitted
 */
export async function openWarehouse(file: string, options: WarehouseOptions = {}): Promise<Warehouse> {
  const place = await readPlace(file);
  const undo: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    return { ...(await open(place, options, undo)), place, [Symbol.asyncDispose]: close };
  } catch (error) {
    await close();
    throw explainFailure(error, place, options.signal);
  }
}

/** What it opens is closed by `undo`, last first. */
async function open(place: string, options: WarehouseOptions, undo: (() => Promise<void>)[]) {
  const { clock = systemClock, migrations = readMigrations() } = options;
  const taken = await takeLock(place, clock);
  if ("heldBy" in taken) throw held(place, taken.heldBy);
  undo.push(taken.lock.release);
  const duckdb = await openFile(place, clock, options);
  undo.push(duckdb.close);
  const connection = await duckdb.connect();
  undo.push(() => finish(connection));
  await migrate(connection, place, migrations, clock);
  const transaction = createTransactions(connection, await readColumns(connection), place);
  // Whoever closes a warehouse in the middle of a transaction waits for it.
  undo.push(() => transaction(async () => {}).catch(() => {}));
  undo.push(await listen(duckdb, taken.lock, clock));
  const copyTo = async (copy: string) => {
    const own = await duckdb.connect();
    await copyDatabase(own, copy).finally(() => own.closeSync());
  };
  return { query: duckdb.query, stream: duckdb.stream, writer: () => taken.lock.holder, transaction, copyTo };
}

const openFile = (place: string, clock: Clock, options: WarehouseOptions): Promise<Duckdb> =>
  openUnbusy(
    place,
    () => openDuckdb(place, options.memoryLimit === undefined ? {} : { memoryLimit: options.memoryLimit }),
    {
      milliseconds: options.patience ?? minute,
      onWait: options.onWait,
      clock,
      signal: options.signal,
    },
  );

async function listen(duckdb: Duckdb, lock: Lock, clock: Clock): Promise<() => Promise<void>> {
  const listener = await openListener(duckdb, lock.holder.token, clock);
  await lock.claim(listener.url).catch(async (error: unknown) => {
    await listener.close();
    throw error;
  });
  return listener.close;
}

async function finish(connection: DuckDBConnection): Promise<void> {
  // Off the main thread; closing would do the same on it. The journal keeps what could not be written here.
  await connection.run("CHECKPOINT").catch(() => {});
  connection.closeSync();
}
