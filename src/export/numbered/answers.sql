SELECT answer.organization_id, answer.response_id, response.source, answer.position, answer.change_id, answer.changed_at
FROM response
JOIN answer
  ON answer.organization_id = response.organization_id
  AND answer.response_id = response.response_id
WHERE response.listed
  AND response.answers_change_id > CAST($after AS BIGINT)
  AND answer.change_id > CAST($after AS BIGINT)
  AND answer.change_id <= CAST($until AS BIGINT)
