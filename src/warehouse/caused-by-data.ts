import * as duckdb from "./duckdb/failure-messages.ts";
import * as postgres from "./postgres/failure-messages.ts";

/** Whether a write failed for its rows, whichever engine refused them: fewer, or other ones, may be written. */
export const isCausedByData = (error: unknown): boolean =>
  duckdb.isCausedByData(error) || postgres.isCausedByData(error);
