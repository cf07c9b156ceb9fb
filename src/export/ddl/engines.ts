import type { ColumnType } from "../columns.ts";

/** The databases for which SQL can be printed. */
export const ddlEngines = ["postgres", "duckdb", "snowflake", "bigquery"] as const;
/** A database for which SQL can be printed. */
export type DdlEngine = (typeof ddlEngines)[number];

interface Engine {
  readonly name: string;
  readonly types: Readonly<Record<ColumnType, string>>;
  /** The type in which JSON arrives, where a loader does not make JSON of a text. @default that of a table */
  readonly arrivingJson?: string;
  /** JSON of an arrived value. @default the value itself */
  readonly readJson?: (value: string) => string;
  /** What a primary key says that is not enforced. @default nothing */
  readonly enforced?: string;
  /** Which files it loads. */
  readonly formats: readonly ("csv" | "parquet")[];
}

export const engines: Readonly<Record<DdlEngine, Engine>> = {
  postgres: {
    name: "PostgreSQL",
    types: {
      ...{ text: "text", number: "double precision", count: "integer", id: "bigint", boolean: "boolean" },
      ...{ time: "timestamptz", names: "jsonb", json: "jsonb" },
    },
    formats: ["csv"],
  },
  duckdb: {
    name: "DuckDB",
    types: {
      ...{ text: "VARCHAR", number: "DOUBLE", count: "INTEGER", id: "BIGINT", boolean: "BOOLEAN" },
      ...{ time: "TIMESTAMPTZ", names: "JSON", json: "JSON" },
    },
    formats: ["csv", "parquet"],
  },
  snowflake: {
    name: "Snowflake",
    types: {
      ...{ text: "VARCHAR", number: "DOUBLE", count: "INTEGER", id: "BIGINT", boolean: "BOOLEAN" },
      ...{ time: "TIMESTAMP_TZ", names: "VARIANT", json: "VARIANT" },
    },
    arrivingJson: "VARCHAR",
    readJson: (value) => `PARSE_JSON(${value})`,
    formats: ["csv", "parquet"],
  },
  bigquery: {
    name: "BigQuery",
    types: {
      ...{ text: "STRING", number: "FLOAT64", count: "INT64", id: "INT64", boolean: "BOOL" },
      ...{ time: "TIMESTAMP", names: "JSON", json: "JSON" },
    },
    arrivingJson: "STRING",
    // By default a number with more digits than a double has is an error.
    readJson: (value) => `PARSE_JSON(${value}, wide_number_mode => 'round')`,
    enforced: " NOT ENFORCED",
    formats: ["csv", "parquet"],
  },
};
