SELECT agent_id AS id FROM response WHERE organization_id = $organization AND agent_id IS NOT NULL
UNION
SELECT evaluator_id FROM response WHERE organization_id = $organization AND evaluator_id IS NOT NULL
UNION
SELECT agent_id FROM leg WHERE organization_id = $organization AND agent_id IS NOT NULL
UNION
SELECT agent_id FROM attribution WHERE organization_id = $organization AND agent_id IS NOT NULL
UNION
SELECT id FROM handled WHERE organization_id = $organization AND dimension = 'agent' AND id IS NOT NULL
