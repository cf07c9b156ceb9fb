SELECT
  leg.*,
  slice.response_id,
  slice.source,
  slice.submit_date
FROM slice
JOIN leg
  ON leg.organization_id = slice.organization_id
  AND leg.interaction_id = slice.interaction_id
