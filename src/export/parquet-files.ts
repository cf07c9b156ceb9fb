import { mkdir, mkdtemp, readdir, rename, rm, rmdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Row } from "../warehouse/index.ts";
import type { Column } from "./columns.ts";
import { openParquet } from "./parquet.ts";

/** Rows as the warehouse has them: lists and JSON are text. */
type StoredBatches = AsyncIterable<readonly Row[]>;

/** Rows as one Parquet file, which appears when it is complete. */
export async function writeParquet(batches: StoredBatches, columns: readonly Column[], file: string): Promise<void> {
  await inScratch(dirname(file), async (scratch) => {
    const whole = join(scratch, "whole");
    await using parquet = await openParquet(columns, scratch);
    for await (const batch of batches) await parquet.append(batch);
    await parquet.save(whole);
    await rename(whole, file);
  });
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
  await inScratch(folder, async (scratch) => {
    const months: string[] = [];
    await using parquet = await openParquet(columns, scratch);
    const save = async () => {
      const month = months.at(-1);
      if (month !== undefined) await parquet.save(join(scratch, month));
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
    for (const month of months) {
      await mkdir(join(folder, `month=${month}`), { recursive: true });
      await rename(join(scratch, month), join(folder, `month=${month}`, `${name}.parquet`));
    }
    await removeOthers(folder, name, months);
  });
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
    // What is not ours stays, and its folder with it.
    await rmdir(join(folder, entry)).catch(() => {});
  }
}

/** A folder that only we can read, on the disk that the result is to be on; hidden, so that no reader takes it for data. */
async function inScratch(folder: string, work: (scratch: string) => Promise<void>): Promise<void> {
  const scratch = await mkdtemp(join(folder, ".afterword-"));
  try {
    await work(scratch);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
