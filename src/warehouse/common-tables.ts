import type { Parameters, Reader } from "./warehouse.ts";

/** What stands in place of a table, under its name. */
export interface CommonTable {
  readonly name: string;
  readonly sql: string;
  /** Others that it reads: they stand before it in the list. */
  readonly reads?: readonly string[];
}

const beforeWith = /^(?:\s|--[^\n]*\n)*WITH(?=\s)(?!\s+RECURSIVE\b)/i;

const withSchema = /\b(?:main|public|afterword)"?\s*\.\s*"?\w/i;

/**
 * A reader to which each of these tables is what `sql` selects. Every table that a statement names is a common table of the same
 * name, so that no statement can forget whose rows it reads, however deep it names them. Within its own definition such a name
 * is the table, in DuckDB and in PostgreSQL; neither runs one that is not used. Readers of this kind do not nest.
 * @param parameters of the definitions, named so that no statement has one of the same name
 */
export function readThrough<Given extends Reader>(
  reader: Given,
  tables: readonly CommonTable[],
  parameters: Parameters,
): Given {
  const patterns = tables.map(({ name }) => new RegExp(`\\b${name}\\b`, "i"));

  function statement(sql: string): string {
    const read = sql.replaceAll(/--[^\n]*/g, "");
    // It would be the table itself.
    if (withSchema.test(read)) throw new Error(`A statement of a scoped reader names a schema: ${read}`);
    const needed = new Set<string>();
    // From the last: what one reads stands before it.
    for (const [at, { name, reads = [] }] of [...tables.entries()].reverse())
      if (needed.has(name) || patterns[at]?.test(read)) for (const one of [name, ...reads]) needed.add(one);
    if (needed.size === 0) return sql;
    // Both databases materialize a common table that is used more than once, unless it is forbidden.
    const written = tables
      .filter(({ name }) => needed.has(name))
      .map((one) => `${one.name} AS NOT MATERIALIZED (${one.sql})`)
      .join(", ");
    const start = beforeWith.exec(sql)?.[0];
    return start === undefined ? `WITH ${written}\n${sql}` : `${start} ${written},${sql.slice(start.length)}`;
  }

  return {
    ...reader,
    query: (sql, own, signal) => reader.query(statement(sql), { ...own, ...parameters }, signal),
    stream: (sql, own, signal) => reader.stream(statement(sql), { ...own, ...parameters }, signal),
  };
}
