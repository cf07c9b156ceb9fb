SELECT organization_id, source, response_id
FROM response, (SELECT unnest($ids) AS id) AS named
WHERE organization_id = $organization AND team_ids LIKE '%"' || named.id || '"%'
