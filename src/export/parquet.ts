import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import type { DuckDBType, DuckDBValue } from "@duckdb/node-api";
import type { Row, Value } from "../warehouse/index.ts";
import type { Column, ColumnType } from "./columns.ts";

/** Rows on their way into Parquet files. */
export interface ParquetWriter extends AsyncDisposable {
  append(rows: readonly Row[]): Promise<void>;
  /** Writes what was appended since the last file, in its order. */
  save(file: string): Promise<void>;
}

/** Rows of one chunk of DuckDB's. */
const chunkRows = 2048;

const types: Readonly<Record<ColumnType, string>> = {
  text: "VARCHAR",
  number: "DOUBLE",
  count: "INTEGER",
  boolean: "BOOLEAN",
  time: "TIMESTAMP WITH TIME ZONE",
  names: "VARCHAR",
  json: "VARCHAR",
};

/**
 * A private DuckDB, which is what writes Parquet here: rows may come from a warehouse that another process holds. They wait
 * in a file in the folder `scratch`, not in memory.
 */
export async function openParquet(columns: readonly Column[], scratch: string): Promise<ParquetWriter> {
  const duckdb = await import("@duckdb/node-api");
  const { BOOLEAN, DOUBLE, INTEGER, TIMESTAMPTZ, VARCHAR } = duckdb;
  const chunkTypes: Readonly<Record<ColumnType, DuckDBType>> = {
    text: VARCHAR,
    number: DOUBLE,
    count: INTEGER,
    boolean: BOOLEAN,
    time: TIMESTAMPTZ,
    names: VARCHAR,
    json: VARCHAR,
  };
  const encode = (value: Value, type: ColumnType): DuckDBValue =>
    type === "time" && typeof value === "string"
      ? new duckdb.DuckDBTimestampTZValue(BigInt(Date.parse(value)) * 1000n)
      : value;
  const place = `${scratch}/${randomUUID()}.rows`;
  const instance = await duckdb.DuckDBInstance.create(place, {
    memory_limit: "256MB",
    threads: "2",
    temp_directory: `${place}.tmp`,
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  });
  const connection = await instance.connect();
  const table = columns.map(({ name, type }) => `"${name}" ${types[type]}`).join(", ");
  const empty = async () => {
    await connection.run(`CREATE OR REPLACE TABLE waiting (${table})`);
    return connection.createAppender("waiting");
  };
  let appender = await empty();
  return {
    append: async (rows) => {
      for (let start = 0; start < rows.length; start += chunkRows) {
        const some = rows.slice(start, start + chunkRows);
        const chunk = duckdb.DuckDBDataChunk.create(
          columns.map(({ type }) => chunkTypes[type]),
          some.length,
        );
        for (const [index, { name, type }] of columns.entries()) {
          chunk.setColumnValues(
            index,
            some.map((row) => encode(row[name] ?? null, type)),
          );
        }
        appender.appendDataChunk(chunk);
      }
    },
    save: async (file) => {
      appender.closeSync();
      await connection.run(`COPY waiting TO '${file.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION zstd)`);
      appender = await empty();
    },
    [Symbol.asyncDispose]: async () => {
      appender.closeSync();
      connection.closeSync();
      instance.closeSync();
      await Promise.all(
        [place, `${place}.wal`, `${place}.tmp`].map((each) => rm(each, { recursive: true, force: true })),
      );
    },
  };
}
