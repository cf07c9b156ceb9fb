import type { Reader } from "../../src/warehouse/index.ts";

/**
 * Where any of these texts stands in a warehouse, as `table.column`: in every column of every table and view that the catalogue
 * has, so that none can be forgotten. Numbers are not looked at.
 */
export async function findEverywhere(
  { query }: Pick<Reader, "query">,
  texts: readonly string[],
): Promise<readonly string[]> {
  const columns = await query(
    `SELECT table_name, column_name FROM information_schema.columns
     WHERE table_catalog = current_database() AND table_schema IN ('main', 'afterword')
       AND data_type IN ('VARCHAR', 'text', 'character varying')
     ORDER BY table_name, column_name`,
  );
  const found: string[] = [];
  for (const { table_name: table, column_name: column } of columns) {
    const rows = await query(
      `SELECT 1 AS one FROM ${String(table)}, (SELECT unnest($texts) AS looked) AS wanted
       WHERE position(lower(wanted.looked) IN lower("${String(column)}")) > 0 LIMIT 1`,
      { texts },
    );
    if (rows.length > 0) found.push(`${String(table)}.${String(column)}`);
  }
  return found;
}
