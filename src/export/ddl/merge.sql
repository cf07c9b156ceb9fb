MERGE INTO {table}_deleted AS stored
USING (
  SELECT {keys}, max(change_id) AS change_id
  FROM {table}_increment
  WHERE deleted
  GROUP BY {keys}
) AS newer
ON {same}
WHEN MATCHED AND newer.change_id > stored.change_id THEN
  UPDATE SET change_id = newer.change_id
WHEN NOT MATCHED THEN
  INSERT ({keys}, change_id)
  VALUES ({newKeys}, newer.change_id);

MERGE INTO {table} AS stored
USING (
  SELECT latest.*
  FROM (
    SELECT
      incoming.*,
      row_number() OVER (PARTITION BY {keys} ORDER BY change_id DESC) AS place
    FROM {table}_increment AS incoming
  ) AS latest
  LEFT JOIN {table}_deleted AS gone
    ON {gone}
  WHERE latest.place = 1
    AND (gone.change_id IS NULL OR gone.change_id <= latest.change_id)
) AS newer
ON {same}
WHEN MATCHED AND newer.deleted AND newer.change_id > stored.change_id THEN
  DELETE
WHEN MATCHED AND newer.change_id > stored.change_id THEN
  UPDATE SET
{updates}
WHEN NOT MATCHED AND NOT newer.deleted THEN
  INSERT (
{names}
  )
  VALUES (
{values}
  );
