-- Loads an increment of rows of {rows} into a DuckDB file of your own (1.4 or newer). Run it after each export:
--   {command}
--   duckdb -bail bi.duckdb < {table}.sql
{tables}
BEGIN;

CREATE OR REPLACE TEMPORARY TABLE {table}_increment (
{increment}
);

INSERT INTO {table}_increment BY NAME
SELECT * FROM {source};

{merge}
COMMIT;
