import { closable, isoTime, systemClock } from "../../base/index.ts";
import { readMigrations } from "../migrations.ts";
import type { WarehouseOptions } from "../options.ts";
import { fits } from "../values.ts";
import type { Warehouse, Writer } from "../warehouse.ts";
import { withoutPassword } from "./address.ts";
import { readColumns } from "./columns.ts";
import { openConnections } from "./connections.ts";
import { migrate } from "./migrate.ts";
import { createReader } from "./reader.ts";
import { createTransactions } from "./transactions.ts";

/**
 * Opens a database of a server for writing; Afterword's schema is made in it, an older one brought up to date. Others may write
 * and read it meanwhile. Close it.
 * @throws {UsageError} where the server cannot be reached, refuses, or is not ours to write
 */
export async function openServerWarehouse(address: string, options: WarehouseOptions): Promise<Warehouse> {
  const { clock = systemClock, migrations = readMigrations(), signal, threads = 4 } = options;
  const place = withoutPassword(address);
  const writing = openConnections(address, { shown: place, readOnly: false, most: 2 });
  const reading = openConnections(address, { shown: place, readOnly: true, most: threads + 1 });
  const close = async () => {
    await Promise.all([writing.close(), reading.close()]);
  };
  try {
    const columns = await (async () => {
      using connection = await writing.lend(signal);
      await migrate(connection, place, migrations, clock);
      const columns = await readColumns(connection);
      connection.spare();
      return columns;
    })();
    const writer: Writer = { pid: process.pid, since: isoTime(clock.now()) };
    return {
      ...createReader(reading),
      place,
      writer: () => writer,
      transaction: createTransactions(writing, columns, place),
      misfits: (table, row) =>
        (columns.get(table) ?? []).filter(({ name, type }) => !fits(row[name] ?? null, type)).map(({ name }) => name),
      ...closable(close),
    };
  } catch (error) {
    await close();
    throw error;
  }
}
