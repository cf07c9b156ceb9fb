SELECT organization_id, source, response_id
FROM response
WHERE organization_id = $organization
  AND (
    agent_id IN (SELECT unnest($ids))
    OR evaluator_id IN (SELECT unnest($ids))
    OR interaction_id IN (
      SELECT interaction_id FROM leg WHERE organization_id = $organization AND agent_id IN (SELECT unnest($ids))
    )
  )
