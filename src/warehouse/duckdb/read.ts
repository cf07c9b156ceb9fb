import { createRequire } from "node:module";
import type { DuckDBConnection, DuckDBDataChunk, DuckDBResult } from "@duckdb/node-api";
import type { Parameters, Row, Value } from "../warehouse.ts";
import { createYield } from "../yield-to-event-loop.ts";
import { prepareReading } from "./statement.ts";
import { decode } from "./values.ts";

/** The rows of a statement as DuckDB makes them, some two thousand at a time; earlier rows are not kept. */
export async function* readBatches(
  connection: DuckDBConnection,
  sql: string,
  parameters: Parameters = {},
): AsyncGenerator<readonly Row[]> {
  const statement = await prepareReading(connection, sql, parameters);
  let result: DuckDBResult | null = null;
  try {
    result = await statement.stream();
    const names = result.deduplicatedColumnNames();
    for (;;) {
      const chunk = await result.fetchChunk();
      if (chunk === null || chunk.rowCount === 0) {
        result = null;
        return;
      }
      const rows = await readChunk(chunk, names);
      // Its texts would stay until the chunk itself is garbage-collected.
      chunk.reset();
      yield rows;
    }
  } finally {
    statement.destroySync();
    if (result) await abandon(connection, result);
  }
}

/** Ends a result that is not read to its end: it would keep the file open, and locked, until it is garbage-collected. */
async function abandon(connection: DuckDBConnection, result: DuckDBResult): Promise<void> {
  try {
    do connection.interrupt();
    while ((await result.fetchChunk())?.rowCount);
  } catch {
    // Interrupted, as asked.
  }
}

export const readAll = (connection: DuckDBConnection, sql: string, parameters?: Parameters): Promise<readonly Row[]> =>
  collect(readBatches(connection, sql, parameters));

/** All rows of a stream. */
export async function collect(batches: AsyncIterable<readonly Row[]>): Promise<readonly Row[]> {
  const all: Row[] = [];
  for await (const batch of batches) for (const row of batch) all.push(row);
  return all;
}

/** Column by column, since that is how they lie in memory. */
async function readChunk(chunk: DuckDBDataChunk, names: readonly string[]): Promise<readonly Row[]> {
  const yieldWhenBusy = createYield();
  const rows: Record<string, Value>[] = Array.from({ length: chunk.rowCount }, () => ({}));
  for (const [index, name] of names.entries()) {
    const vector = chunk.getColumnVector(index);
    for (const [position, row] of rows.entries()) {
      if (position % 64 === 0) await yieldWhenBusy();
      row[name] = decode(vector.getItem(position), name);
    }
  }
  return rows;
}

/**
 * DuckDB's client for Node (1.5) reads texts with a TextDecoder that takes a leading U+FEFF for a byte order mark and drops
 * it: a comment that begins with one was another after it was stored. The decoder is a property of a module of its own.
 */
function keepLeadingMarks(): void {
  const accessors: unknown = createRequire(import.meta.url)("@duckdb/node-api/lib/vectors/dataAccessors.js");
  if (accessors !== null && typeof accessors === "object")
    Reflect.set(accessors, "textDecoder", new TextDecoder("utf-8", { ignoreBOM: true }));
}

keepLeadingMarks();
