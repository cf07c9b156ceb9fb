import { type DuckDBConnection, DuckDBDataChunk, type DuckDBValue } from "@duckdb/node-api";
import type { Row } from "../warehouse.ts";
import { createYield } from "../yield-to-event-loop.ts";
import type { Column } from "./columns.ts";
import { encode } from "./values.ts";

/**
 * Most rows and most characters that are handed over at once: DuckDB's appender works on the main thread, and a piece of this
 * size takes it a few milliseconds.
 */
const piece = { rows: 256, characters: 500_000 };

/** Where rows go. */
interface Target {
  readonly table: string;
  /** `temp` for a table of the connection's own. */
  readonly catalog: string | null;
  readonly columns: readonly Column[];
}

/** Appends rows in the connection's transaction, giving way between pieces. */
export async function append(connection: DuckDBConnection, target: Target, rows: Iterable<Row>): Promise<void> {
  const { table, catalog, columns } = target;
  const yieldWhenBusy = createYield();
  const appender = await connection.createAppender(table, "main", catalog);
  let values = empty(columns);
  let characters = 0;
  const flush = async () => {
    const chunk = DuckDBDataChunk.create(
      columns.map((column) => column.duckdbType),
      values[0]?.length ?? 0,
    );
    chunk.setColumns(values);
    appender.appendDataChunk(chunk);
    appender.flushSync();
    // Its texts would stay until the chunk itself is garbage-collected.
    chunk.reset();
    values = empty(columns);
    characters = 0;
    await yieldWhenBusy();
  };
  try {
    for (const row of rows) {
      for (const [index, { name, type }] of columns.entries()) {
        const value = row[name] ?? null;
        if (typeof value === "string") characters += value.length;
        values[index]?.push(encode(value, type));
      }
      if (values[0]?.length === piece.rows || characters >= piece.characters) await flush();
    }
    if (values[0]?.length) await flush();
  } catch (error) {
    // The rows that it still holds are refused for the same reason: closing it would throw that over the first failure.
    appender.clear();
    throw error;
  } finally {
    appender.closeSync();
  }
}

const empty = (columns: readonly Column[]): DuckDBValue[][] => columns.map(() => []);
