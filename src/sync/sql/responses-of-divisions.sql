SELECT organization_id, source, response_id
FROM response
WHERE organization_id = $organization
  AND interaction_id IN (
    SELECT interaction_id
    FROM interaction, (SELECT unnest($ids) AS id) AS named
    WHERE organization_id = $organization AND position('"' || named.id || '"' IN division_ids) > 0
  )
