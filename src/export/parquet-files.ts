import { chmod, lstat, mkdir, readdir, rm, rmdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { openScratch, readPlace, replaceFile, UsageError } from "../base/index.ts";
import type { Row } from "../warehouse/index.ts";
import type { Column } from "./columns.ts";
import { openParquet } from "./parquet.ts";

/** Rows as the warehouse has them: lists and JSON are text. */
type StoredBatches = AsyncIterable<readonly Row[]>;

/** Rows as one Parquet file, which appears when it is complete. */
export async function writeParquet(batches: StoredBatches, columns: readonly Column[], file: string): Promise<void> {
  const target = await readPlace(file);
  await using scratch = await openScratch(dirname(target));
  const whole = join(scratch.path, "whole");
  await using parquet = await openParquet(columns, scratch.path);
  for await (const batch of batches) await parquet.append(batch);
  await parquet.save(whole);
  await replaceFile(whole, target);
}

/** What Hive, Spark, pyarrow and DuckDB read as null. */
const noMonth = "__HIVE_DEFAULT_PARTITION__";

/**
 * Rows as one Parquet file a month of their submission (UTC): `month=2026-03/<name>.parquet`, those without one under
 * `month=__HIVE_DEFAULT_PARTITION__`. Rows come in the order of their submission. When all files are complete they take the
 * places of an earlier export of the same name, whose other months are removed: the folder holds this export and no other.
 */
export async function writeParquetByMonth(
  batches: StoredBatches,
  columns: readonly Column[],
  folder: string,
  name: string,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  await refuseLinks(folder);
  await using scratch = await openScratch(folder);
  const months: string[] = [];
  await using parquet = await openParquet(columns, scratch.path);
  const save = async () => {
    const month = months.at(-1);
    if (month !== undefined) await parquet.save(join(scratch.path, month));
  };
  for await (const batch of batches) {
    for (const [month, rows] of byMonth(batch)) {
      if (month !== months.at(-1)) {
        await save();
        months.push(month);
      }
      await parquet.append(rows);
    }
  }
  await save();
  const modes = await readModes(folder, name);
  for (const month of months) await place(join(scratch.path, month), join(folder, `month=${month}`), name, modes);
  await removeOthers(folder, name, months);
}

/** The permissions that an earlier export, or a user since, gave to readers. */
interface Modes {
  readonly file: number;
  readonly folder: number;
}

/** A month that was there before keeps its modes; a new one is open to those to whom the latest of the others is. */
async function readModes(folder: string, name: string): Promise<Modes | null> {
  const months = (await readdir(folder)).filter((entry) => entry.startsWith("month=")).sort();
  for (const month of months.reverse()) {
    const file = await stat(join(folder, month, `${name}.parquet`)).catch(() => null);
    if (file) return { file: file.mode & 0o777, folder: (await stat(join(folder, month))).mode & 0o777 };
  }
  return null;
}

async function place(complete: string, folder: string, name: string, modes: Modes | null): Promise<void> {
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (made !== undefined && modes) await chmod(folder, modes.folder);
  const target = join(folder, `${name}.parquet`);
  const isNew = !(await stat(target).catch(() => null));
  await replaceFile(complete, target, isNew ? modes?.file : undefined);
}

/**
 * @throws {UsageError} where a month is a link: its target is not in this folder, and to replace or remove files
 *   there would be more than was asked for
 */
async function refuseLinks(folder: string): Promise<void> {
  for (const entry of await readdir(folder)) {
    if (!entry.startsWith("month=") || !(await lstat(join(folder, entry))).isSymbolicLink()) continue;
    throw new UsageError(
      `${join(folder, entry)} is a link, and what it leads to would be replaced or removed.`,
      "Remove the link, or export into another folder.",
    );
  }
}

/** Runs of rows of the same month. */
function byMonth(batch: readonly Row[]): [month: string, rows: Row[]][] {
  const runs: [string, Row[]][] = [];
  for (const row of batch) {
    const { submit_date: date } = row;
    const month = typeof date === "string" ? date.slice(0, "2026-03".length) : noMonth;
    const run = runs.at(-1);
    if (run?.[0] === month) run[1].push(row);
    else runs.push([month, [row]]);
  }
  return runs;
}

async function removeOthers(folder: string, name: string, months: readonly string[]): Promise<void> {
  for (const entry of await readdir(folder)) {
    if (!entry.startsWith("month=") || months.includes(entry.slice("month=".length))) continue;
    await rm(join(folder, entry, `${name}.parquet`), { force: true });
    // Foreign files stay, and their folder with them.
    await rmdir(join(folder, entry)).catch(() => {});
  }
}
