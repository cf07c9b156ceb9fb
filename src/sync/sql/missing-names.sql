SELECT 'user' AS kind, id
FROM (
  SELECT agent_id AS id FROM leg WHERE organization_id = $organization
  UNION SELECT agent_id FROM response WHERE organization_id = $organization
  UNION SELECT evaluator_id FROM response WHERE organization_id = $organization AND evaluator_id <> 'forgotten'
) AS used
WHERE id IS NOT NULL AND id NOT IN (SELECT agent_id FROM agent WHERE organization_id = $organization)
UNION ALL
SELECT 'queue', id
FROM (
  SELECT queue_id AS id FROM leg WHERE organization_id = $organization
  UNION SELECT queue_id FROM response WHERE organization_id = $organization
) AS used
WHERE id IS NOT NULL AND id NOT IN (SELECT queue_id FROM queue WHERE organization_id = $organization)
UNION ALL
SELECT DISTINCT 'wrap-up-code', wrap_up_code_id
FROM interaction_wrap_up
WHERE organization_id = $organization
  AND wrap_up_code_id NOT IN (SELECT wrap_up_code_id FROM wrap_up_code WHERE organization_id = $organization)
UNION ALL
SELECT DISTINCT 'division', division_id
FROM interaction_division
WHERE organization_id = $organization
  AND division_id NOT IN (SELECT division_id FROM division WHERE organization_id = $organization)
