import { pipeline } from "node:stream/promises";
import { from } from "pg-copy-streams";
import { keys, type Table } from "../tables.ts";
import type { Row } from "../warehouse.ts";
import type { Column } from "./columns.ts";
import type { Connection } from "./connections.ts";
import { copied } from "./values.ts";

/** Characters that are handed over to the server at once. */
const piece = 64_000;

/** Adds rows of a table, in the connection's transaction. */
export async function append(
  connection: Connection,
  table: string,
  columns: readonly Column[],
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  assertKnownColumns(table, columns, rows);
  const names = columns.map(({ name }) => name).join(", ");
  await pipeline(lines(columns, rows), connection.client.query(from(`COPY ${table} (${names}) FROM STDIN`)));
}

/**
 * Replaces rows by key, in the connection's transaction: they are copied into a temporary table, and taken from there, the
 * last of equal ones, in place of what has the same key. Rows of one transaction are locked in the order of their keys, so that
 * two that write the same ones wait for each other and never both.
 */
export async function put(
  connection: Connection,
  table: Table,
  columns: readonly Column[],
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const stage = `${table}_stage`;
  await connection.run({
    text: `CREATE TEMP TABLE IF NOT EXISTS ${stage} (LIKE ${table}, staged BIGINT NOT NULL) ON COMMIT DELETE ROWS`,
    values: [],
  });
  const staged = { name: "staged", type: "BIGINT" };
  assertKnownColumns(table, columns, rows);
  await append(
    connection,
    stage,
    [...columns, staged],
    rows.map((row, index) => ({ ...row, staged: index })),
  );
  const key = keys[table].join(", ");
  const names = columns.map(({ name }) => name);
  const others = names.filter((name) => !keys[table].some((one) => one === name));
  const update = others.map((name) => `${name} = excluded.${name}`).join(", ");
  await connection.run({
    text: `INSERT INTO ${table} (${names.join(", ")})
           SELECT DISTINCT ON (${key}) ${names.join(", ")} FROM ${stage} ORDER BY ${key}, staged DESC
           ON CONFLICT (${key}) DO ${others.length === 0 ? "NOTHING" : `UPDATE SET ${update}`}`,
    values: [],
  });
  await connection.run({ text: `DELETE FROM ${stage}`, values: [] });
}

function* lines(columns: readonly Column[], rows: readonly Row[]): Generator<string> {
  let text = "";
  for (const row of rows) {
    text += `${columns.map(({ name, type }) => copied(row[name] ?? null, type)).join("\t")}\n`;
    if (text.length < piece) continue;
    yield text;
    text = "";
  }
  yield text;
}

function assertKnownColumns(table: string, columns: readonly Column[], rows: readonly Row[]): void {
  const known = new Set(columns.map(({ name }) => name));
  for (const row of rows) {
    const unknown = Object.keys(row).find((name) => !known.has(name));
    if (unknown !== undefined) throw new Error(`table ${table} has no column ${unknown}`);
  }
}
