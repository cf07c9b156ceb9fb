import type { Closable } from "../base/index.ts";
import type { Table } from "./tables.ts";

/**
 * One value of a row. Times are ISO 8601 in UTC with milliseconds, in and out; JSON is its text; a column's type decides how
 * a value is stored.
 */
export type Value = string | number | boolean | null;

export type Row = Readonly<Record<string, Value>>;

/** Values of `$name` parameters. */
export type Parameters = Readonly<Record<string, Value | readonly string[]>>;

/** Reading, however the warehouse was opened. */
export interface Reader {
  /** All rows of a statement that reads. */
  query(sql: string, parameters?: Parameters, signal?: AbortSignal): Promise<readonly Row[]>;
  /** The same, some two thousand rows at a time, with flat memory. */
  stream(sql: string, parameters?: Parameters, signal?: AbortSignal): AsyncGenerator<readonly Row[]>;
}

/** A process that has a warehouse open for writing. */
export interface Writer {
  readonly pid: number;
  /** ISO 8601. */
  readonly since: string;
}

/** Rows to find by the values of one column. */
export interface WantedRows {
  readonly table: Table;
  /** Names, as in a SELECT. */
  readonly columns: string;
  readonly organization: string;
  readonly by: string;
  readonly values: readonly string[];
}

/** One transaction: all of it is kept, or nothing. It sees its own writes. */
export interface Transaction {
  /** All rows of a statement that reads. */
  query(sql: string, parameters?: Parameters): Promise<readonly Row[]>;
  /** The rows of an organization that have one of these values in a column. */
  find(wanted: WantedRows): Promise<readonly Row[]>;
  /**
   * Writes rows in place of those that have the same key ({@link Table}); of equal keys among `rows` the last counts. Columns
   * that a row does not name are null; NUL and lone surrogates, which no database takes, become U+FFFD.
   */
  put(table: Table, rows: readonly Row[]): Promise<void>;
  /**
   * Adds rows without looking for their keys, each of which costs a scan of the table: for rows whose keys the caller knows to
   * be absent, because it has just looked or deleted. Otherwise as `put`.
   */
  append(table: Table, rows: readonly Row[]): Promise<void>;
  /** Any one statement. @returns how many rows it changed */
  run(sql: string, parameters?: Parameters): Promise<number>;
}

/** Facts that several processes change, one after the other, without waiting for a transaction of this process. */
export interface SharedFacts {
  /** Replaces the value of a fact; `now` is the time of the server, the same for all, in milliseconds since 1970. */
  change<Result>(
    name: string,
    step: (value: string | null, now: number) => { readonly value: string; readonly result: Result },
  ): Promise<Result>;
}

/** A warehouse open for writing. Close it: it holds a file and a lock, or connections. */
export interface Warehouse extends Reader, Closable {
  /** The file, as an absolute path, or the address of the server without a password. */
  readonly place: string;
  /** This process. */
  readonly writer: () => Writer;
  /**
   * Commits what `work` wrote when it returns, nothing when it throws. Transactions wait for one another, so none may be
   * started inside another. When `signal` aborts, the running statement stops and nothing is kept.
   */
  transaction<Result>(work: (transaction: Transaction) => Promise<Result>, signal?: AbortSignal): Promise<Result>;
  /** Columns of a table that refuse a row's value for them: a fraction, a time of no year that a calendar has. */
  misfits(table: Table, row: Row): readonly string[];
  /** Where other processes may write while this one does; a file has one writer. */
  readonly shared?: SharedFacts;
  /**
   * Takes what was deleted out of the file, or, on a server, out of the tables, as far as it lets us: a deleted row stays readable
   * in either until something else takes its room. Not within a transaction.
   * @returns the tables of a server that this role may not vacuum
   */
  purge(signal?: AbortSignal): Promise<readonly string[]>;
  /** Frees the memory that writing has gathered in this process, before work that needs memory for itself; only where a warehouse is a file. */
  readonly freeMemory?: () => Promise<void>;
  /** Writes all of it, as of now, into a new file; only where a warehouse is a file. */
  readonly copyTo?: (file: string) => Promise<void>;
}

/** A warehouse open for reading. Close it. */
export interface OpenReader extends Reader, Closable {
  /** The file, as an absolute path, or the address of the server without a password. */
  readonly place: string;
  /** Who has it open for writing and answered the last question; null where the file or the server itself did. */
  readonly writer: () => Writer | null;
}
