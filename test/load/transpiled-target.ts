import { Dialect, transpile } from "@polyglot-sql/sdk";
import { openDuckdbTarget } from "./duckdb-target.ts";
import type { LoadTarget } from "./target.ts";

const dialects = { snowflake: Dialect.Snowflake, bigquery: Dialect.BigQuery } as const;

/** What loads a file, which is the other database's own: DuckDB fills the same table in its way. */
const ofTheirOwn = /^(PUT|COPY INTO)\b/;

/** The parser takes two words for keywords where columns are set or listed, which neither database reserves. */
const quotedForParser = (sql: string, engine: keyof typeof dialects): string =>
  sql.replace(/^( +)(comment|type)(?= =|,)/gm, engine === "bigquery" ? "$1`$2`" : '$1"$2"');

/** By script: to read a long one takes the parser seconds. */
const known = new Map<string, readonly string[]>();

/**
 * A DuckDB that runs the script for a database that is not at hand: read by a parser of that database's SQL and written in
 * DuckDB's, statement by statement. The types of its tables are DuckDB's for the same values.
 */
export async function openTranspiledTarget(engine: keyof typeof dialects): Promise<LoadTarget> {
  const target = await openDuckdbTarget();
  const translate = (sql: string): readonly string[] => {
    const {
      success,
      sql: statements,
      error,
    } = transpile(quotedForParser(sql, engine), dialects[engine], Dialect.DuckDB, {
      unsupportedLevel: "raise",
    });
    if (!success || !statements) throw new Error(`${engine} does not read it so: ${error}`);
    return statements.map((statement) =>
      statement
        .replace(/\/\*.*?\*\//gs, "")
        .trim()
        .replaceAll(" VARIANT", " JSON")
        .replaceAll(" NOT ENFORCED", "")
        .replace(/PARSE_JSON\((newer\.\w+), wide_number_mode => 'round'\)/g, "JSON($1)"),
    );
  };
  const translated = (sql: string): readonly string[] => {
    const statements = known.get(sql) ?? translate(sql);
    known.set(sql, statements);
    return statements;
  };
  return {
    ...target,
    engine,
    load: async (script, fill) => {
      const loaded = /bq load .* DATASET\.(\w+) \S+ (\S+)$/m.exec(script);
      if (loaded) {
        const columns = loaded[2]?.replaceAll(":", " ").replaceAll(",", ", ");
        for (const statement of translated(`CREATE OR REPLACE TABLE ${loaded[1]} (${columns})`))
          await target.run(statement);
        await target.run(fill);
      }
      for (const statement of translated(script)) {
        if (statement.startsWith("COPY INTO")) await target.run(fill);
        if (!ofTheirOwn.test(statement)) await target.run(statement);
      }
    },
  };
}
