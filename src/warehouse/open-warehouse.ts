import type { WarehouseOptions } from "./options.ts";
import { isServer } from "./postgres/address.ts";
import type { Warehouse } from "./warehouse.ts";

/**
 * Opens a warehouse for writing; one that is not there is made, an older one brought up to date. A file is held alone, and
 * other processes of this machine read through its holder ({@link openReader}); on a server others may read and write at the same time. Close it.
 * @param place path of a DuckDB file, or `postgres://…`
 * @throws {HeldError} where another process has the file open for writing, or others do not let go of it for `patience` milliseconds
 * @throws {UsageError} where it is not ours to write: of another program, a newer version, damaged, not permitted; where the
 *   server cannot be reached
 */
export async function openWarehouse(place: string, options: WarehouseOptions = {}): Promise<Warehouse> {
  if (isServer(place)) return (await import("./postgres/open.ts")).openServerWarehouse(place, options);
  return (await import("./duckdb/open-warehouse.ts")).openFileWarehouse(place, options);
}
