-- Loads an increment of rows of {rows} into Snowflake, with its command line:
--   {command}
--   snow sql -f FILE
{about}
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
