-- Loads an increment of rows of {rows} into PostgreSQL 15 or newer, with psql:
--   {command}
--   psql -X -q -v ON_ERROR_STOP=1 -f FILE
{about}
-- Tables that are there already are no news, and cron sends what psql prints.
SET client_min_messages = warning;

{tables}
BEGIN;

CREATE TEMPORARY TABLE {table}_increment (
{increment}
) ON COMMIT DROP;

\copy {table}_increment FROM {file} WITH (FORMAT csv, HEADER match{delimiter})

{merge}
COMMIT;
