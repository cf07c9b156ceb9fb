import { closable, isoTime, systemClock } from "../../base/index.ts";
import { readMigrations } from "../migrations.ts";
import type { ReaderOptions, WarehouseOptions } from "../options.ts";
import { fits } from "../values.ts";
import type { OpenReader, Warehouse } from "../warehouse.ts";
import { type Address, describeAddress, readAddress } from "./address.ts";
import { readColumns } from "./columns.ts";
import { explainFailure } from "./failure-messages.ts";
import { checkDatabase, migrate, readApplied } from "./migrate.ts";
import { purgeTables } from "./purge.ts";
import { createPooledReader } from "./reader.ts";
import { openSession, type Session } from "./session.ts";
import { createSharedFacts } from "./shared-facts.ts";
import { createTransactions } from "./transactions.ts";

/**
 * Opens a warehouse in a PostgreSQL database for writing; its schema is made where there is none, an older one brought up to date.
 * Others may write at the same time. Close it.
 * @throws {UsageError} where it cannot be reached, or is not ours to write
 */
export async function openServerWarehouse(text: string, options: WarehouseOptions): Promise<Warehouse> {
  const { clock = systemClock, signal, migrations = readMigrations("postgres") } = options;
  const address = readAddress(text);
  const place = describeAddress(address);
  const prepared = await prepare(address, place, signal, async (session) => {
    await migrate(session, place, migrations, clock);
    return readColumns(session);
  });
  const reader = createPooledReader({ open: () => openSession({ address, readOnly: true }), place });
  const transactions = createTransactions({
    open: () => openSession({ address, readOnly: false }),
    place,
    columns: prepared,
  });
  const shared = createSharedFacts({ open: () => openSession({ address, readOnly: false }), place });
  const writer = { pid: process.pid, since: isoTime(clock.now()) };
  return {
    place,
    query: reader.query,
    stream: reader.stream,
    writer: () => writer,
    transaction: transactions.transaction,
    shared: { change: shared.change },
    misfits: (table, row) =>
      (prepared.get(table) ?? []).filter(({ name, type }) => !fits(row[name] ?? null, type)).map(({ name }) => name),
    purge: (signal) =>
      purgeTables({ open: (onWarning) => openSession({ address, readOnly: false, onWarning }), place, signal }),
    ...closable(async () => {
      await transactions.close();
      await shared.close();
      await reader.close();
    }),
  };
}

/**
 * Opens a warehouse in a PostgreSQL database for reading. It changes nothing: a role that may only read is enough. Close it.
 * @throws {UsageError} where it cannot be reached, and where there is none
 */
export async function openServerReader(text: string, { signal }: ReaderOptions): Promise<OpenReader> {
  const address = readAddress(text);
  const place = describeAddress(address);
  await prepare(address, place, signal, (session) => checkDatabase(session, place, readMigrations("postgres")), true);
  const reader = createPooledReader({ open: () => openSession({ address, readOnly: true }), place });
  return { place, writer: () => null, query: reader.query, stream: reader.stream, ...closable(reader.close) };
}

/** Whether the database has a schema of Afterword's with something in it. */
export async function hasSchema(text: string): Promise<boolean> {
  const address = readAddress(text);
  const place = describeAddress(address);
  const found = await prepare(address, place, undefined, (session) => readApplied(session, place), true);
  return found !== null && found.length > 0;
}

/** Does something with a session of its own, before anything else is asked. */
async function prepare<Result>(
  address: Address,
  place: string,
  signal: AbortSignal | undefined,
  work: (session: Session) => Promise<Result>,
  readOnly = false,
): Promise<Result> {
  let session: Session | null = null;
  const interrupt = (): void => void session?.close();
  try {
    session = await openSession({ address, readOnly });
    signal?.addEventListener("abort", interrupt);
    return await work(session);
  } catch (error) {
    throw explainFailure(error, place, signal);
  } finally {
    signal?.removeEventListener("abort", interrupt);
    await session?.close();
  }
}
