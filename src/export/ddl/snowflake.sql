-- Loads an increment of rows of {rows} into Snowflake. Run it with the Snowflake CLI after each export:
--   {command}
--   snow sql -f {table}.sql
{tables}
CREATE OR REPLACE TEMPORARY TABLE {table}_increment (
{increment}
);

PUT {fileUrl} @~/afterword AUTO_COMPRESS = FALSE OVERWRITE = TRUE;

COPY INTO {table}_increment
FROM @~/afterword
FILES = ({fileName})
FILE_FORMAT = ({format})
MATCH_BY_COLUMN_NAME = CASE_INSENSITIVE
FORCE = TRUE;

BEGIN;

{merge}
COMMIT;
