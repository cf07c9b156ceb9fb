import { assertKnownColumns, lastOfEachKey } from "../rows-to-write.ts";
import { keys, type Table } from "../tables.ts";
import type { Row } from "../warehouse.ts";
import { createYield } from "../yield-to-event-loop.ts";
import type { Column } from "./columns.ts";
import type { Session } from "./session.ts";
import { copyField, encode } from "./values.ts";

/** Characters that are handed to the connection at once. */
const piece = 64_000;

/**
 * Replaces rows by key: they are copied into a temporary table of the session, and from there into the table, in the order of
 * their keys, so that two syncs that write the same rows wait for one another and do not deadlock.
 */
export async function put(
  session: Session,
  table: Table,
  columns: readonly Column[],
  rows: readonly Row[],
): Promise<void> {
  assertKnownColumns(table, columns, rows);
  const keyColumns = columns.filter(({ name }) => keys[table].some((key) => key === name));
  const latest = await lastOfEachKey(rows, keyColumns, encode);
  if (latest.size === 0) return;
  const stage = `stage_${table}`;
  // Made once in a session, and emptied before each use: to make and to drop it every time would fill the catalogue.
  await session.script(
    `CREATE TEMP TABLE IF NOT EXISTS ${stage} (LIKE ${table}) ON COMMIT DELETE ROWS; TRUNCATE pg_temp.${stage}`,
  );
  await session.copy(`pg_temp.${stage} (${list(columns)})`, linesOf(columns, latest.values()));
  const key = list(keyColumns);
  const rest = columns.filter((column) => !keyColumns.includes(column)).map(({ name }) => quoteName(name));
  const change =
    rest.length === 0 ? "NOTHING" : `UPDATE SET ${rest.map((name) => `${name} = excluded.${name}`).join(", ")}`;
  await session.run({
    text: `INSERT INTO ${table} (${list(columns)}) SELECT ${list(columns)} FROM pg_temp.${stage} ORDER BY ${key}
      ${isUnique(table) ? `ON CONFLICT (${key}) DO ${change}` : ""}`,
    values: [],
  });
}

/** Adds rows of a table. */
export async function append(
  session: Session,
  table: Table,
  columns: readonly Column[],
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  assertKnownColumns(table, columns, rows);
  await session.copy(`${table} (${list(columns)})`, linesOf(columns, rows));
}

/** Tables of which a row may stand there several times: what is to be done is noted without looking whether it was. */
export const bags: ReadonlySet<string> = new Set<Table>(["underived"]);
const isUnique = (table: Table): boolean => !bags.has(table);

export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const list = (columns: readonly Column[]): string => columns.map(({ name }) => quoteName(name)).join(", ");

async function* linesOf(columns: readonly Column[], rows: Iterable<Row>): AsyncGenerator<string> {
  const yieldWhenBusy = createYield();
  let text = "";
  for (const row of rows) {
    text += `${columns.map(({ name, type }) => copyField(encode(row[name] ?? null, type))).join("\t")}\n`;
    if (text.length < piece) continue;
    yield text;
    text = "";
    await yieldWhenBusy();
  }
  if (text !== "") yield text;
}
