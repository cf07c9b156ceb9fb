-- Merges an increment of rows of {rows} into BigQuery, once it is loaded; DATASET is your data set:
--   {command}
--   {load}
--   bq query --use_legacy_sql=false --dataset_id=DATASET < FILE
{about}
{tables}
BEGIN TRANSACTION;

{merge}
COMMIT TRANSACTION;
