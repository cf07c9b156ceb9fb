SELECT organization_id, response_id, source, 0 AS position, change_id, changed_at
FROM response
WHERE listed AND change_id > CAST($after AS BIGINT) AND change_id <= CAST($until AS BIGINT)
