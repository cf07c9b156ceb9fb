import { Writable } from "node:stream";
import type { People } from "../csat/index.ts";
import {
  type Column,
  chosenColumns,
  rows,
  type Selection,
  sheetColumns,
  storedRows,
  toText,
  writeParquet,
  writeParquetByMonth,
  writeXlsx,
} from "../export/index.ts";
import type { Reader } from "../warehouse/index.ts";
import type { Target } from "./export-format.ts";
import { type Output, openOutput, unwritable } from "./output.ts";
import { forReader } from "./plain.ts";
import type { Shell } from "./shell.ts";

export interface Exported {
  readonly count: number;
  /** Cells that were too long for a spreadsheet. */
  readonly cut: number;
}

/** Excel takes a CSV file without it for one in the machine's old code page; programs that read a pipe stumble over it. */
const byteOrderMark = "\ufeff";

/** Writes the selected rows to where they are wanted; a file is not to be seen before it is complete. */
export async function exportTo(
  { stdout, signal, people }: Pick<Shell, "stdout" | "signal"> & { readonly people: People },
  reader: Reader,
  selection: Selection,
  target: Target,
): Promise<Exported> {
  const { format, out } = target;
  const cuts = { count: 0 };
  let count = 0;
  async function* counted<Batch extends readonly object[]>(batches: AsyncIterable<Batch>): AsyncGenerator<Batch> {
    for await (const batch of batches) {
      count += batch.length;
      yield batch;
    }
  }
  if (format === "parquet") {
    const columns = chosenColumns(selection);
    const stored = counted(storedRows(reader, selection, withDate(columns, target.byMonth), { signal, people }));
    try {
      if (target.byMonth) await writeParquetByMonth(stored, columns, out, selection.rows);
      else await writeParquet(stored, columns, out);
    } catch (error) {
      throw isOfDisk(error) ? unwritable(out, error) : error;
    }
    return { count, cut: 0 };
  }
  const json = format === "json" || format === "ndjson";
  const columns = json ? chosenColumns(selection) : sheetColumns(selection);
  const names = columns.map(({ name }) => name);
  const chosen = counted(rows(reader, { ...selection, columns: names }, { signal, people }));
  await using output = await openOutput(out, stdout);
  if (format === "xlsx") {
    await writeXlsx(chosen, toWritable(output), { columns, name: selection.rows, cuts });
  } else {
    if (format === "csv" && out !== undefined) await output.write(byteOrderMark);
    const toScreen = out === undefined && stdout.isTTY === true;
    const shown = forReader({ isTTY: toScreen });
    const text = toText(format, chosen, columns, { cuts, lineEnd: toScreen ? "\n" : "\r\n" });
    for await (const piece of text) await output.write(shown(piece));
  }
  await output.finish();
  return { count, cut: cuts.count };
}

/** The time decides the month, asked for or not. */
const withDate = (columns: readonly Column[], byMonth: boolean): readonly Column[] =>
  !byMonth || columns.some(({ name }) => name === "submit_date")
    ? columns
    : [...columns, { name: "submit_date", type: "time" }];

/** Of the file system, or of DuckDB about it. */
const isOfDisk = (error: unknown): boolean =>
  error instanceof Error && ("code" in error || error.message.startsWith("IO Error"));

const toWritable = (output: Output): Writable =>
  new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      output.write(chunk).then(() => done(), done);
    },
  });
