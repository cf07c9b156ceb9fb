-- Loads an increment of rows of {rows} into a DuckDB file of your own (1.4 or newer):
--   {command}
--   duckdb -bail bi.duckdb < FILE
{about}
{tables}
BEGIN;

CREATE OR REPLACE TEMPORARY TABLE {table}_increment (
{increment}
);

INSERT INTO {table}_increment BY NAME
SELECT * FROM {source};

{merge}
COMMIT;
