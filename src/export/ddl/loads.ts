import type { DdlEngine } from "./engines.ts";

/** The file of an increment: what `export` writes with `--state` or `--changed-since`. */
export interface IncrementFile {
  readonly format: "csv" | "parquet";
  /** As it was named, and its whole path. */
  readonly name: string;
  readonly path: string;
  /** Of plain CSV. */
  readonly delimiter: string;
}

/** The table that an increment is loaded into. */
interface Arriving {
  readonly table: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

type Parts = Readonly<Record<string, string>>;

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** The longest line that DuckDB reads: a response with its answers is a few thousand characters, and may be some million. */
const maxLineLength = 16_777_216;

/**
 * How each database reads a file so that the empty text is not taken for null, nor any text for something else: what the SQL of
 * its name has places for.
 */
export const loads: Readonly<Record<DdlEngine, (file: IncrementFile, arriving: Arriving) => Parts>> = {
  postgres: ({ name, delimiter }) => ({
    file: quoted(name),
    delimiter: delimiter === "," ? "" : `, DELIMITER ${delimiter === "\t" ? "E'\\t'" : quoted(delimiter)}`,
  }),
  duckdb: ({ format, name, delimiter }) => ({
    source:
      format === "parquet"
        ? `read_parquet(${quoted(name)})`
        : `read_csv(
  ${quoted(name)},
  ${csvOfDuckdb(delimiter)}
)`,
  }),
  snowflake: ({ format, path, delimiter }) => ({
    fileUrl: quoted(`file://${path.replaceAll("\\", "/")}`),
    fileName: quoted(path.split(/[\\/]/).at(-1) ?? path),
    format:
      format === "parquet"
        ? "TYPE = PARQUET USE_LOGICAL_TYPE = TRUE"
        : `
  TYPE = CSV PARSE_HEADER = TRUE FIELD_DELIMITER = ${delimiter === "\t" ? "'\\t'" : quoted(delimiter)}
  FIELD_OPTIONALLY_ENCLOSED_BY = '"' ESCAPE_UNENCLOSED_FIELD = NONE
  EMPTY_FIELD_AS_NULL = TRUE NULL_IF = () ERROR_ON_COLUMN_COUNT_MISMATCH = FALSE
`,
  }),
  bigquery: ({ format, name, delimiter }, { table, columns }) => ({
    load:
      format === "parquet"
        ? `bq load --replace --source_format=PARQUET DATASET.${table}_increment ${word(name)}`
        : `bq load --replace --source_format=CSV --skip_leading_rows=1 --allow_quoted_newlines${
            delimiter === "," ? "" : ` --field_delimiter=${delimiter === "\t" ? "tab" : word(delimiter)}`
          } DATASET.${table}_increment ${word(name)} ${columns.map((column) => `${column.name}:${column.type}`).join(",")}`,
  }),
};

const csvOfDuckdb = (delimiter: string): string =>
  [
    `header = true, delim = ${quoted(delimiter)}, quote = '"', escape = '"', new_line = '\\r\\n'`,
    `all_varchar = true, nullstr = '', allow_quoted_nulls = false, max_line_size = ${maxLineLength}`,
  ].join(",\n  ");

/** A word of a shell's command line. */
export const word = (text: string): string =>
  /^[\w./+:,=@-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
