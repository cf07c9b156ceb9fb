SELECT
  leg.*,
  selected.response_id,
  selected.source,
  selected.submit_date
FROM selected
JOIN leg
  ON leg.organization_id = selected.organization_id
  AND leg.interaction_id = selected.interaction_id
