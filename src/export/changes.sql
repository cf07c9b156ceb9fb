-- The rows that changed in one stretch of change numbers: as they are now, or the ids of what is gone or does not match any more.
, live AS NOT MATERIALIZED (
  SELECT * FROM ({source}) AS listed_row
  WHERE change_id > CAST($after AS BIGINT) AND change_id <= CAST($until AS BIGINT)
),
numbered AS NOT MATERIALIZED (
  {numbered}
  UNION ALL
  SELECT organization_id, response_id, source, position, change_id, changed_at
  FROM tombstone
  WHERE row_kind = $row_kind AND change_id > CAST($after AS BIGINT) AND change_id <= CAST($until AS BIGINT)
)
SELECT {names}
FROM (
  SELECT {live}, {live_position} AS row_position, false AS is_gone
  FROM live
  UNION ALL
  SELECT {gone}, numbered.position, true
  FROM numbered
  WHERE NOT EXISTS (
    SELECT 1 FROM live
    WHERE live.organization_id = numbered.organization_id AND live.response_id = numbered.response_id {same_position}
  )
) AS changed
ORDER BY change_id, organization_id, response_id, row_position
