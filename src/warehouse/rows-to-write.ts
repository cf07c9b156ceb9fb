import type { Table } from "./tables.ts";
import type { Row, Value } from "./warehouse.ts";
import { createYield } from "./yield-to-event-loop.ts";

/** What a write needs to know of a column. */
interface WrittenColumn {
  readonly name: string;
  readonly type: string;
}

/** The last row of each key. Keys are compared as they are stored: two spellings of a time are one. */
export async function lastOfEachKey<Column extends WrittenColumn>(
  rows: readonly Row[],
  keyColumns: readonly Column[],
  encode: (value: Value, type: string) => unknown,
): Promise<ReadonlyMap<string, Row>> {
  const yieldWhenBusy = createYield();
  const latest = new Map<string, Row>();
  for (const [index, row] of rows.entries()) {
    if (index % 256 === 0) await yieldWhenBusy();
    const key = keyColumns.map(({ name, type }) => {
      const value = encode(row[name] ?? null, type);
      return value === null ? null : String(value);
    });
    latest.set(JSON.stringify(key), row);
  }
  return latest;
}

/** A name that no column has is a mistake of ours, and would be lost. */
export function assertKnownColumns(table: Table, columns: readonly WrittenColumn[], rows: readonly Row[]): void {
  const known = new Set(columns.map(({ name }) => name));
  for (const row of rows) {
    const unknown = Object.keys(row).find((name) => !known.has(name));
    if (unknown !== undefined) throw new Error(`table ${table} has no column ${unknown}`);
  }
}
