/**
 * One value of a row. Times are ISO 8601 in UTC with milliseconds, in and out; JSON is its text; a column's type decides how
 * a value is stored.
 */
export type Value = string | number | boolean | null;

export type Row = Readonly<Record<string, Value>>;

/** Values of `$name` parameters. */
export type Parameters = Readonly<Record<string, Value | readonly string[]>>;

/** What may be read, however the warehouse was opened. */
export interface Reader {
  /** All rows of a statement that reads. */
  query(sql: string, parameters?: Parameters, signal?: AbortSignal): Promise<readonly Row[]>;
  /** The same, some two thousand rows at a time, with flat memory. */
  stream(sql: string, parameters?: Parameters, signal?: AbortSignal): AsyncGenerator<readonly Row[]>;
}
