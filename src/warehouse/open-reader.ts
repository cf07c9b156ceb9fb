import type { ReaderOptions } from "./options.ts";
import { isServer } from "./postgres/address.ts";
import type { OpenReader } from "./warehouse.ts";

/**
 * Opens a warehouse for reading: a file through the process that holds it, if one does, else the file itself, read-only, which
 * keeps writers waiting; a server as any role that may read there. It never makes or changes anything. Close it.
 * @param place path of a DuckDB file, or `postgres://…`
 * @throws {UsageError} where there is none, or it cannot be read
 */
export async function openReader(place: string, options: ReaderOptions = {}): Promise<OpenReader> {
  if (isServer(place)) return (await import("./postgres/open.ts")).openServerReader(place, options);
  return (await import("./duckdb/open-reader.ts")).openFileReader(place, options);
}

/**
 * Whether a database of a server holds a warehouse.
 * @throws {UsageError} where it cannot be reached
 */
export const hasWarehouse = async (address: string): Promise<boolean> =>
  (await import("./postgres/open.ts")).hasSchema(address);
