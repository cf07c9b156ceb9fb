import { Writable } from "node:stream";
import type { People } from "../../csat/index.ts";
import {
  type Column,
  type CsvOptions,
  chosenColumns,
  rows,
  type Selection,
  sheetColumns,
  storedRows,
  toText,
  writeParquet,
  writeParquetByMonth,
  writeXlsx,
} from "../../export/index.ts";
import type { Reader } from "../../warehouse/index.ts";
import type { Context } from "../context.ts";
import { screenStyle } from "../screen/colours.ts";
import { forReader } from "../screen/messages.ts";
import { tableColumns, toTable } from "../screen/response-table.ts";
import type { Target } from "./formats.ts";
import { type Output, openOutput, unwritable } from "./open-output.ts";

export interface Exported {
  readonly count: number;
  /** Whether there are more rows than the table shows. */
  readonly more: boolean;
  /** Cells that were too long for a spreadsheet. */
  readonly cut: number;
}

/** What an export needs in addition to its selection. */
interface Surroundings extends Pick<Context, "stdout" | "signal" | "env"> {
  readonly people: People;
  /** Called with how many rows have been written so far. */
  readonly onRows: (count: number) => void;
  readonly timeZone: string;
  readonly csv: Pick<CsvOptions, "plain" | "delimiter">;
}

/** Without it Excel reads a CSV file in the machine's old code page. Programs that read a pipe stumble over it. */
const byteOrderMark = "\ufeff";

/** A thousand rows would scroll the titles away, and all widths must be known before the first row is printed. */
const maxTableRows = 100;

/** Writes the selected rows to their target; a file appears when it is complete. */
export async function exportTo(
  context: Surroundings,
  reader: Reader,
  selection: Selection,
  target: Target,
): Promise<Exported> {
  const { stdout, signal, people, csv } = context;
  if (target.format === "table") return await printTable(context, reader, selection);
  const { format, out } = target;
  const cuts = { count: 0 };
  let count = 0;
  async function* counted<Batch extends readonly object[]>(batches: AsyncIterable<Batch>): AsyncGenerator<Batch> {
    for await (const batch of batches) {
      count += batch.length;
      context.onRows(count);
      yield batch;
    }
  }
  if (format === "parquet") {
    const columns = chosenColumns(selection);
    const stored = counted(storedRows(reader, selection, withDate(columns, target.byMonth), { signal, people }));
    try {
      if (target.byMonth) await writeParquetByMonth(stored, columns, out.path, selection.rows);
      else await writeParquet(stored, columns, out.path);
    } catch (error) {
      throw isOfDisk(error) ? unwritable(out.name, error) : error;
    }
    return { count, more: false, cut: 0 };
  }
  const forSheet = format === "xlsx" || (format === "csv" && !csv.plain);
  const columns = forSheet ? sheetColumns(selection) : chosenColumns(selection);
  const named = { ...selection, columns: columns.map(({ name }) => name) };
  const read = csv.plain
    ? storedRows(reader, named, columns, { signal, people })
    : rows(reader, named, { signal, people });
  const chosen = counted<readonly object[]>(read);
  await using output = await openOutput(out, stdout);
  if (format === "xlsx") {
    await writeXlsx(chosen, toWritable(output), { columns, name: selection.rows, cuts });
  } else {
    if (forSheet && out !== undefined) await output.write(byteOrderMark);
    const toScreen = out === undefined && stdout.isTTY === true;
    const shown = forReader({ isTTY: toScreen });
    const text = toText(format, chosen, columns, { ...csv, cuts, lineEnd: toScreen ? "\n" : "\r\n" });
    for await (const piece of text) await output.write(shown(piece));
  }
  await output.finish();
  return { count, more: false, cut: cuts.count };
}

/** The first rows; no more than these are read from the warehouse. */
async function printTable(context: Surroundings, reader: Reader, selection: Selection): Promise<Exported> {
  const { stdout, signal, people, timeZone } = context;
  const columns = tableColumns(selection);
  const names = [...new Set(columns.flatMap(({ reads }) => reads))];
  const first: object[] = [];
  const newest = Math.min(selection.newest ?? maxTableRows + 1, maxTableRows + 1);
  for await (const batch of rows(reader, { ...selection, columns: names, newest }, { signal, people }))
    first.push(...batch);
  const shown = first.slice(0, maxTableRows);
  await using output = await openOutput(undefined, stdout);
  if (shown.length > 0) await output.write(toTable(shown, { ...screenStyle(context), timeZone }, columns));
  await output.finish();
  return { count: shown.length, more: first.length > maxTableRows, cut: 0 };
}

/** The submission decides the month, whether or not its column was asked for. */
const withDate = (columns: readonly Column[], byMonth: boolean): readonly Column[] =>
  !byMonth || columns.some(({ name }) => name === "submit_date")
    ? columns
    : [...columns, { name: "submit_date", type: "time" }];

/** An error of the file system, or DuckDB's report of one. */
const isOfDisk = (error: unknown): boolean =>
  error instanceof Error && ("code" in error || error.message.startsWith("IO Error"));

const toWritable = (output: Output): Writable =>
  new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      output.write(chunk).then(() => done(), done);
    },
  });
