import { createWriteStream, type WriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import type { Row } from "../warehouse/index.ts";
import type { Column, ColumnType } from "./columns.ts";

/** Rows on their way into Parquet files. */
interface ParquetWriter extends AsyncDisposable {
  append(rows: readonly Row[]): Promise<void>;
  /** Writes the rows appended since the last file, in their order. */
  save(file: string): Promise<void>;
}

const types: Readonly<Record<ColumnType, string>> = {
  text: "VARCHAR",
  number: "DOUBLE",
  count: "INTEGER",
  id: "BIGINT",
  boolean: "BOOLEAN",
  time: "TIMESTAMP WITH TIME ZONE",
  names: "VARCHAR",
  json: "VARCHAR",
};

/**
 * DuckDB holds a group of rows in memory until it is whole. With its own 122,880, or two threads, 1,000,000 responses did not
 * fit 256 MB; so they take 16 s of one core.
 */
const rowsPerGroup = 16_384;

/** Lines are written in pieces of so many rows. */
const rowsPerPiece = 100;

/**
 * A private DuckDB writes the Parquet, so that the rows may come from a warehouse that another process holds. Until a file is
 * saved its rows wait as lines of JSON in the folder `scratch`: appended to a table they would wait in memory, 200,000 of them.
 */
export async function openParquet(columns: readonly Column[], scratch: string): Promise<ParquetWriter> {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const instance = await DuckDBInstance.create(":memory:", {
    memory_limit: "256MB",
    threads: "1",
    temp_directory: join(scratch, "tmp"),
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  });
  const connection = await instance.connect();
  const place = join(scratch, "rows");
  const struct = columns.map(({ name, type }) => `${quoted(name)}: ${quoted(types[type])}`).join(", ");
  const waiting = `read_json(${quoted(withoutPattern(place))}, format = 'newline_delimited', columns = {${struct}})`;
  let lines = openLines(place);
  return {
    append: async (rows) => {
      for (let start = 0; start < rows.length; start += rowsPerPiece) {
        const text = rows.slice(start, start + rowsPerPiece).map((row) => `${JSON.stringify(row)}\n`);
        await written(lines, text.join(""));
      }
    },
    save: async (file) => {
      await closed(lines);
      const style = `FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${rowsPerGroup}`;
      await connection.run(`COPY (SELECT * FROM ${waiting}) TO ${quoted(file)} (${style})`);
      lines = openLines(place);
    },
    [Symbol.asyncDispose]: async () => {
      await closed(lines).catch(() => {});
      connection.closeSync();
      instance.closeSync();
      await rm(place, { force: true });
    },
  };
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A path that DuckDB takes for a pattern, as one that matches itself alone. */
const withoutPattern = (path: string): string => path.replace(/[*?[]/g, "[$&]");

function openLines(place: string): WriteStream {
  const lines = createWriteStream(place);
  // Without a listener an error between two writes would end the process; the next write reports it.
  lines.on("error", () => {});
  return lines;
}

const written = (stream: WriteStream, text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    stream.write(text, (error) => (error ? reject(error) : resolve()));
  });

async function closed(stream: WriteStream): Promise<void> {
  stream.end();
  await finished(stream);
}
