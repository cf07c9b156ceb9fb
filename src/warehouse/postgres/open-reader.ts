import { closable } from "../../base/index.ts";
import { readMigrations } from "../migrations.ts";
import type { ReaderOptions } from "../options.ts";
import type { OpenReader } from "../warehouse.ts";
import { withoutPassword } from "./address.ts";
import { openConnections } from "./connections.ts";
import { checkReadable } from "./migrate.ts";
import { createReader } from "./reader.ts";

/** Connections of a reader: statements that it may ask at once. */
const most = 4;

/**
 * Opens a warehouse on a server for reading: a role that may only read is enough. Close it.
 * @throws {UsageError} where there is none, or the server cannot be reached or refuses
 */
export async function openServerReader(address: string, { signal }: ReaderOptions): Promise<OpenReader> {
  const place = withoutPassword(address);
  const connections = openConnections(address, { shown: place, readOnly: true, most });
  try {
    using connection = await connections.lend(signal);
    await checkReadable(connection, place, readMigrations());
    connection.spare();
    return { ...createReader(connections), place, writer: () => null, ...closable(connections.close) };
  } catch (error) {
    await connections.close();
    throw error;
  }
}
