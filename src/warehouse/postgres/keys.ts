import { keys } from "../tables.ts";
import { schema } from "./columns.ts";
import { bags, quoteName } from "./put.ts";
import type { Session } from "./session.ts";

/**
 * Gives every table the key that `tables.ts` has: a primary key, or where a part of it may be null a unique one that takes two
 * nulls for the same. One that differs, as of an older version, is replaced.
 */
export async function createKeys(session: Session): Promise<void> {
  const { rows } = await session.run({
    text: `SELECT c.relname AS "table", bool_or(NOT a.attnotnull) AS nullable,
        (SELECT string_agg(k.attname, ',' ORDER BY array_position(i.indkey::int[], k.attnum::int))
          FROM pg_index i JOIN pg_class ic ON ic.oid = i.indexrelid JOIN pg_attribute k ON k.attrelid = c.oid
            AND k.attnum = ANY(i.indkey)
          WHERE i.indrelid = c.oid AND ic.relname = c.relname || '_key') AS present
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
      JOIN unnest($1::text[], $2::text[]) AS wanted("table", "column")
        ON wanted."table" = c.relname AND wanted."column" = a.attname
      WHERE n.nspname = '${schema}' AND c.relkind = 'r' GROUP BY c.oid, c.relname ORDER BY c.relname`,
    values: asArrays(Object.entries(keys).flatMap(([table, columns]) => columns.map((column) => [table, column]))),
  });
  for (const [table, columns] of Object.entries(keys)) {
    const found = rows.find((row) => row["table"] === table);
    if (found === undefined || found["present"] === columns.join(",")) continue;
    await session.script(
      `${found["present"] === null ? "" : dropKey(table)} ${addKey(table, columns, found["nullable"] === true)}`,
    );
  }
}

const asArrays = (pairs: readonly (readonly string[])[]): string[] =>
  [0, 1].map((index) => `{${pairs.map((pair) => pair[index]).join(",")}}`);

const dropKey = (table: string): string =>
  bags.has(table) ? `DROP INDEX ${table}_key;` : `ALTER TABLE ${table} DROP CONSTRAINT ${table}_key;`;

function addKey(table: string, columns: readonly string[], nullable: boolean): string {
  const list = columns.map(quoteName).join(", ");
  if (bags.has(table)) return `CREATE INDEX ${table}_key ON ${table} (${list})`;
  return `ALTER TABLE ${table} ADD CONSTRAINT ${table}_key ${nullable ? "UNIQUE NULLS NOT DISTINCT" : "PRIMARY KEY"} (${list})`;
}
