-- Merges an increment of rows of {rows} into BigQuery. Load it and run this after each export, with the name of your data set
-- for DATASET:
--   {command}
--   {load}
--   bq query --use_legacy_sql=false --dataset_id=DATASET < {table}.sql
{tables}
BEGIN TRANSACTION;

{merge}
COMMIT TRANSACTION;
