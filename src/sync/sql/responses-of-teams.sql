SELECT organization_id, source, response_id
FROM response, (SELECT unnest($ids) AS id) AS named
WHERE organization_id = $organization AND position('"' || named.id || '"' IN team_ids) > 0
