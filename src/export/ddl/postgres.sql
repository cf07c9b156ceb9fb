-- Loads an increment of rows of {rows} into PostgreSQL 15 or newer. Run it with psql after each export:
--   {command}
--   psql -v ON_ERROR_STOP=1 -f {table}.sql
{tables}
BEGIN;

CREATE TEMPORARY TABLE {table}_increment (
{increment}
) ON COMMIT DROP;

\copy {table}_increment FROM {file} WITH (FORMAT csv, HEADER match{delimiter})

{merge}
COMMIT;
