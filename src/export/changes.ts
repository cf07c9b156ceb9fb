import { isoTime } from "../base/index.ts";
import type { Reader, Row } from "../warehouse/index.ts";
import type { RowKind } from "./columns.ts";
import type { Changes, Selected } from "./selection.ts";
import { changesStatement } from "./sql.ts";

/** Which warehouse the numbers of changes are of; a copy has the same. */
export async function readFeed(reader: Reader, signal?: AbortSignal): Promise<string> {
  const [row] = await reader.query("SELECT feed FROM change_counter", {}, signal);
  return String(row?.["feed"]);
}

/** The number of the latest change that is stored: no later commit has this one or a lower one. */
export async function lastChange(reader: Reader, signal?: AbortSignal): Promise<number> {
  const [row] = await reader.query("SELECT last FROM change_counter", {}, signal);
  return Number(row?.["last"] ?? 0);
}

/**
 * What tells a change from another one of the same number, which comes about where an older copy of a warehouse is put back and
 * synced on; null where no commit ended with this number.
 */
export async function readMark(reader: Reader, change: number, signal?: AbortSignal): Promise<string | null> {
  const [row] = await reader.query("SELECT mark FROM change_mark WHERE change_id = $change", { change }, signal);
  return row === undefined ? null : String(row["mark"]);
}

const changeTimes = [
  ["response", "change_id", "changed_at"],
  ["response", "legs_change_id", "legs_changed_at"],
  ["answer", "change_id", "changed_at"],
  ["tombstone", "change_id", "changed_at"],
] as const;

/** The number before the first change at a time or after it (milliseconds since 1970). */
export async function changeBefore(reader: Reader, time: number, signal?: AbortSignal): Promise<number> {
  let first = (await lastChange(reader, signal)) + 1;
  for (const [table, number, changed] of changeTimes) {
    const [row] = await reader.query(
      `SELECT min(${number}) AS first FROM ${table} WHERE ${changed} >= CAST($time AS TIMESTAMP)`,
      { time: isoTime(time) },
      signal,
    );
    if (typeof row?.["first"] === "number") first = Math.min(first, row["first"]);
  }
  return first - 1;
}

/** Changes that are sorted at once: whole responses are what memory has room for. */
const piece = 20_000;

/**
 * The rows that changed, in the order of their changes: as they are now, or as tombstones, which have their ids alone and
 * `deleted`. A row that the filter does not match, or not any more, is a tombstone as well: a consumer who has it deletes it.
 */
export async function* changedRows(
  reader: Reader,
  { condition, parameters }: Selected,
  {
    rows,
    columns,
    withLead,
    changes,
  }: {
    readonly rows: RowKind;
    readonly columns: readonly string[];
    readonly withLead: boolean;
    readonly changes: Changes;
  },
  signal?: AbortSignal,
): AsyncGenerator<readonly Row[]> {
  const statement = changesStatement(condition, { rows, columns, withLead });
  for (let after = changes.after; after < changes.until; after += piece) {
    const until = Math.min(after + piece, changes.until);
    yield* reader.stream(statement, { ...parameters, row_kind: rows, after, until }, signal);
  }
}
