SELECT
  leg.organization_id,
  response.response_id,
  response.source,
  leg.position,
  response.legs_change_id AS change_id,
  response.legs_changed_at AS changed_at
FROM response
JOIN leg
  ON leg.organization_id = response.organization_id
  AND leg.interaction_id = response.interaction_id
WHERE response.listed
  AND response.legs_change_id > CAST($after AS BIGINT)
  AND response.legs_change_id <= CAST($until AS BIGINT)
  AND leg.change_id > CAST($after AS BIGINT)
