import { type Connection, schema } from "./connections.ts";
import { numbered } from "./statement.ts";

/** One column of a table. */
export interface Column {
  readonly name: string;
  /** In the words of the migrations, which are those of the other engine too. */
  readonly type: string;
}

const types: Readonly<Record<string, string>> = {
  text: "VARCHAR",
  "double precision": "DOUBLE",
  "timestamp without time zone": "TIMESTAMP",
  boolean: "BOOLEAN",
  integer: "INTEGER",
  bigint: "BIGINT",
};

/** The columns of every table, in their order. */
export async function readColumns(connection: Connection): Promise<ReadonlyMap<string, readonly Column[]>> {
  const rows = await connection.rows(
    numbered(
      `SELECT relname AS table_name, attname AS name, format_type(atttypid, NULL) AS type
       FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
       WHERE relnamespace = to_regnamespace($schema) AND relkind = 'r' AND attnum > 0 AND NOT attisdropped
       ORDER BY relname, attnum`,
      { schema },
    ),
  );
  const tables = new Map<string, Column[]>();
  for (const { table_name, name, type } of rows) {
    const columns = tables.get(String(table_name)) ?? [];
    columns.push({ name: String(name), type: types[String(type)] ?? String(type) });
    tables.set(String(table_name), columns);
  }
  return tables;
}
