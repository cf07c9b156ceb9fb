import {
  readClock,
  readCount,
  readFunction,
  readNumber,
  readOptions,
  readSignal,
  readText,
  type Shape,
} from "../base/index.ts";
import {
  type WarehouseOptions as CheckedOptions,
  type OpenReader,
  openReader as openReaderChecked,
  openWarehouse as openWarehouseChecked,
  publish as publishChecked,
  type ReaderOptions,
  type Warehouse,
} from "../warehouse/index.ts";
import { checkedWarehouse } from "./handles.ts";

/** How a warehouse is opened for writing. */
export type WarehouseOptions = Omit<CheckedOptions, "migrations">;

const readerShape: Shape<ReaderOptions> = { memoryLimit: readText, clock: readClock, signal: readSignal };

const warehouseShape: Shape<WarehouseOptions> = {
  ...readerShape,
  threads: readCount(1),
  patience: readNumber(0),
  onWait: readFunction(),
  rowsBetweenRenewals: readCount(1),
};

/**
 * Opens a warehouse for writing; a file that is not there is made, an older one brought up to date. While it is open, other
 * processes of this machine read through it ({@link openReader}). Close it.
 * @param file path of a DuckDB file
 * @throws {HeldError} where another process has it open for writing, or others do not let go of it for `patience` milliseconds
 * @throws {UsageError} for arguments that do not fit; where it is not ours to write: of another program, a newer version,
 *   damaged, not permitted
 */
export async function openWarehouse(file: string, options: WarehouseOptions = {}): Promise<Warehouse> {
  const place = readText(file, "openWarehouse: file");
  return openWarehouseChecked(place, readOptions(options, "openWarehouse", warehouseShape));
}

/**
 * Opens a warehouse for reading: through the process that holds it, if one does; else the file itself, read-only, which keeps
 * writers waiting. It never makes or changes a file. Close it.
 * @param file path of a DuckDB file
 * @throws {UsageError} for arguments that do not fit; where there is no warehouse, or it cannot be read
 */
export async function openReader(file: string, options: ReaderOptions = {}): Promise<OpenReader> {
  const place = readText(file, "openReader: file");
  return openReaderChecked(place, readOptions(options, "openReader", readerShape));
}

/**
 * Puts a copy of the warehouse where programs may read it that would keep writers of the warehouse itself waiting. The copy is
 * made next to `file` and moved into place: a concurrent reader reads the old one to its end; a failure leaves the old
 * one.
 * @throws {UsageError} for arguments that do not fit, and where the copy cannot be written
 */
export async function publish(warehouse: Warehouse, file: string): Promise<void> {
  return publishChecked(checkedWarehouse(warehouse, "publish"), readText(file, "publish: file"));
}
