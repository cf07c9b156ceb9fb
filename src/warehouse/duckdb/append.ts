import { type DuckDBConnection, DuckDBDataChunk, type DuckDBValue } from "@duckdb/node-api";
import type { Row } from "../warehouse.ts";
import { createYield } from "../yield-to-event-loop.ts";
import type { Column } from "./columns.ts";
import { createEncoder } from "./values.ts";

/**
 * Most rows and most characters that are handed over at once: DuckDB's appender works on the main thread, and a piece of this
 * size takes it some ten milliseconds, of which half a millisecond is for each piece, however small: with a quarter of it,
 * answers and responses took a third more processor time, legs and credits two thirds.
 */
const piece = { rows: 1_024, characters: 2_000_000 };

/** Where rows go. */
interface Target {
  readonly table: string;
  /** `temp` for a table of the connection's own. */
  readonly catalog: string | null;
  readonly columns: readonly Column[];
}

/** Appends rows in the connection's transaction, giving way between pieces. @returns how many characters their texts have */
export async function append(connection: DuckDBConnection, target: Target, rows: Iterable<Row>): Promise<number> {
  const { table, catalog, columns } = target;
  const yieldWhenBusy = createYield();
  const appender = await connection.createAppender(table, "main", catalog);
  let values = empty(columns);
  let [characters, written] = [0, 0];
  const encoders = columns.map(({ type }) => createEncoder(type));
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
    written += characters;
    characters = 0;
    await yieldWhenBusy();
  };
  try {
    for (const row of rows) {
      for (const [index, { name }] of columns.entries()) {
        const value = row[name] ?? null;
        if (typeof value === "string") characters += value.length;
        values[index]?.push(encoders[index]?.(value) ?? null);
      }
      if (values[0]?.length === piece.rows || characters >= piece.characters) await flush();
    }
    if (values[0]?.length) await flush();
    return written;
  } catch (error) {
    // The rows that it still holds are refused for the same reason: closing it would throw that over the first failure.
    appender.clear();
    throw error;
  } finally {
    appender.closeSync();
  }
}

const empty = (columns: readonly Column[]): DuckDBValue[][] => columns.map(() => []);
