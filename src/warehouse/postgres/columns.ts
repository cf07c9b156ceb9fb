import type { Session } from "./session.ts";
import { typeNames } from "./values.ts";

/** One column of a table, as the catalogue has it. */
export interface Column {
  readonly name: string;
  /** DuckDB's name of the type. */
  readonly type: string;
}

/** The name of Afterword's schema. */
export const schema = "afterword";

/** The columns of every table, in their order. From the catalogue itself: `information_schema` hides what a role may not read. */
export async function readColumns(session: Session): Promise<ReadonlyMap<string, readonly Column[]>> {
  const { rows } = await session.run({
    text: `SELECT c.relname AS "table", a.attname AS name, format_type(a.atttypid, NULL) AS type
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
      WHERE n.nspname = '${schema}' AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
      ORDER BY c.relname, a.attnum`,
    values: [],
  });
  const tables = new Map<string, Column[]>();
  for (const { table, name, type } of rows) {
    const columns = tables.get(String(table)) ?? [];
    columns.push({ name: String(name), type: typeNames[String(type)] ?? String(type) });
    tables.set(String(table), columns);
  }
  return tables;
}
