import { type Clock, closable, minute, readPlace, systemClock } from "../../base/index.ts";
import { type Migration, readMigrations } from "../migrations.ts";
import type { WarehouseOptions } from "../options.ts";
import type { Table } from "../tables.ts";
import { fits } from "../values.ts";
import type { Row, Warehouse } from "../warehouse.ts";
import { readColumns } from "./columns.ts";
import { type Duckdb, openDuckdb } from "./duckdb-connections.ts";
import { type DuckdbFile, openDuckdbFile } from "./duckdb-file.ts";
import { explainFailure } from "./failure-messages.ts";
import { openFileGuard } from "./file-guard.ts";
import { createDatabase, findDatabase } from "./find-or-create-file.ts";
import { openListener } from "./listener.ts";
import { type Lock, takeLock } from "./lock.ts";
import { migrate } from "./migrate.ts";
import { copyDatabase } from "./publish.ts";
import { purgeFile } from "./purge.ts";
import { createTransactions } from "./transactions.ts";
import { held, openWhenFree } from "./wait-for-file.ts";

/**
 * Opens a file for writing; one that is not there is made, an older one brought up to date. While it is open, other processes of this
 * machine read through it. Close it.
 * @throws {HeldError} where another process has it open for writing, or others do not let go of it for `patience` milliseconds
 * @throws {UsageError} where it is not ours to write: of another program, a newer version, damaged, not permitted
 */
export async function openFileWarehouse(file: string, options: WarehouseOptions = {}): Promise<Warehouse> {
  const place = await readPlace(file);
  const undo: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    return { ...(await open(place, options, undo)), place, ...closable(close) };
  } catch (error) {
    await close();
    throw explainFailure(error, place, options.signal);
  }
}

/** Everything that it opens is closed by `undo`, last first. */
async function open(place: string, options: WarehouseOptions, undo: (() => Promise<void>)[]) {
  const { clock = systemClock, migrations = readMigrations(), rowsBetweenRenewals } = options;
  const taken = await takeLock(place, clock);
  if ("heldBy" in taken) throw held(place, taken.heldBy);
  undo.push(taken.lock.release);
  const found = await findDatabase(place);
  if (found !== "file") await createDatabase(place, found, (file) => fill(file, place, migrations, clock));
  const openFile = (allowsMore: boolean) => openWhenAlone(place, clock, { ...options, allowsMore });
  const duckdb = await openDuckdb(openFile, place);
  undo.push(duckdb.close);
  const guard = await openFileGuard(place);
  await duckdb.use((connection) => migrate(connection, place, migrations, clock));
  const columns = await readColumns(await duckdb.writer());
  const { transaction, freeMemory, between, close } = createTransactions(duckdb, columns, {
    place,
    guard,
    rowsBetweenRenewals,
  });
  undo.push(close);
  undo.push(await listen(duckdb, taken.lock, clock));
  const copyTo = (copy: string) => duckdb.use((connection) => copyDatabase(connection, place, copy));
  const { patience = minute } = options;
  const purge = (signal?: AbortSignal) =>
    between(() => purgeFile(duckdb, guard, { place, clock, patience, signal: signal ?? options.signal }));
  const misfits = (table: Table, row: Row): string[] =>
    (columns.get(table) ?? []).filter(({ name, type }) => !fits(row[name] ?? null, type)).map(({ name }) => name);
  const { query, stream } = duckdb;
  return { query, stream, writer: () => taken.lock.holder, transaction, freeMemory, misfits, purge, copyTo };
}

/** Makes a file of today's tables; messages name the place that it is meant for. */
async function fill(file: string, place: string, migrations: readonly Migration[], clock: Clock): Promise<void> {
  const made = await openDuckdbFile(file, {});
  try {
    const connection = await made.connect();
    await migrate(connection, place, migrations, clock);
    connection.closeSync();
  } finally {
    await made.close();
  }
}

function openWhenAlone(
  place: string,
  clock: Clock,
  options: WarehouseOptions & { readonly allowsMore: boolean },
): Promise<DuckdbFile> {
  const { memoryLimit, threads, allowsMore, patience = minute, onWait, signal } = options;
  return openWhenFree(place, () => openDuckdbFile(place, { memoryLimit, threads, allowsMore }), {
    milliseconds: patience,
    onWait,
    clock,
    signal,
  });
}

async function listen(duckdb: Duckdb, lock: Lock, clock: Clock): Promise<() => Promise<void>> {
  const listener = await openListener(duckdb, lock.holder.token, clock);
  await lock.claim(listener.url).catch(async (error: unknown) => {
    await listener.close();
    throw error;
  });
  return listener.close;
}
