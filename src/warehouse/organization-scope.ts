import { keys, unassigned } from "./tables.ts";
import type { Reader } from "./warehouse.ts";

/** What has rows of one organization and of another. */
export const scopedNames: readonly string[] = Object.entries(keys).flatMap(([table, [first]]) =>
  first === "organization_id" || unassigned.has(table) ? [table] : [],
);

/** Views of such tables, which read all of them whatever a statement calls so. */
const views = ["csat_response", "csat_change"] as const;

const mentions = [...scopedNames, ...views].map((name) => ({ name, pattern: new RegExp(`\\b${name}\\b`, "i") }));

/** Named so that no statement has a parameter of the same name. */
const parameter = "scoped_organization";

const beforeWith = /^(?:\s|--[^\n]*\n)*WITH(?=\s)(?!\s+RECURSIVE\b)/i;

/**
 * A reader to which the warehouse holds one organization alone. Every table that a statement names is a common table of the
 * same name, so that no statement can forget whose rows it reads, however deep it names them. Within its own definition such a
 * name is the table, in DuckDB and in PostgreSQL; neither runs one that is not used.
 */
export function scopeToOrganization<Given extends Reader>(reader: Given, organizationId: string): Given {
  const scoped = (parameters: Parameters<Reader["query"]>[1]) => ({ ...parameters, [parameter]: organizationId });
  return {
    ...reader,
    query: (sql, parameters, signal) => reader.query(scopedStatement(sql), scoped(parameters), signal),
    stream: (sql, parameters, signal) => reader.stream(scopedStatement(sql), scoped(parameters), signal),
  };
}

/**
 * The same of the only organization that there is, without the cost: a condition on every table misleads DuckDB about how much of
 * it there is (some questions to 300,000 responses took 1.5 times as long, one 15 times; whole rows took as long as before, and are
 * read as ever). If there is another organization once a question is answered, it is asked again, of this one alone.
 */
export function readAlone<Given extends Reader>(reader: Given, organizationId: string): Given {
  const scoped = scopeToOrganization(reader, organizationId);
  const others = "SELECT organization_id FROM organization WHERE organization_id <> $own LIMIT 1";
  let alone = true;
  return {
    ...scoped,
    async query(...question) {
      const rows = alone ? await reader.query(...question) : [];
      // After the answer: whoever adds one commits it before any of its rows.
      alone &&= (await reader.query(others, { own: organizationId }, question[2])).length === 0;
      return alone ? rows : scoped.query(...question);
    },
  };
}

function scopedStatement(sql: string): string {
  const read = sql.replaceAll(/--[^\n]*/g, "");
  const tables = mentions.flatMap(({ name, pattern }) => (pattern.test(read) ? [commonTable(name)] : []));
  if (tables.length === 0) return sql;
  const start = beforeWith.exec(sql)?.[0];
  return start === undefined
    ? `WITH ${tables.join(", ")}\n${sql}`
    : `${start} ${tables.join(", ")},${sql.slice(start.length)}`;
}

// Both databases materialize a common table that is used more than once, unless it is forbidden.
const commonTable = (name: string): string => {
  const orNone = unassigned.has(name) ? " OR organization_id IS NULL" : "";
  return `${name} AS NOT MATERIALIZED (SELECT * FROM ${name} WHERE organization_id = $${parameter}${orNone})`;
};
