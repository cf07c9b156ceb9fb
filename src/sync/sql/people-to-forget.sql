-- Responses of which somebody is named still, and that are older than people are kept, as all others of their interaction are; and
-- evaluations of which no row is made, whose age only their documents know.
SELECT r.source, r.response_id, r.interaction_id
FROM response AS r
WHERE r.organization_id = $organization
  AND coalesce(r.submit_date, r.sent_date, r.interaction_start) < CAST($before AS TIMESTAMP)
  AND (r.agent_id IS NOT NULL OR r.evaluator_id <> 'forgotten' OR position('"agent_id":"' IN r.agents) > 0)
  AND NOT EXISTS (
    SELECT 1
    FROM response AS other
    WHERE other.organization_id = r.organization_id AND other.interaction_id = r.interaction_id
      AND coalesce(other.submit_date, other.sent_date, other.interaction_start) >= CAST($before AS TIMESTAMP)
  )
UNION ALL
SELECT d.kind, d.id, d.parent_id
FROM document AS d
WHERE d.organization_id = $organization AND d.kind = 'evaluation'
  AND d.id NOT IN (SELECT response_id FROM response WHERE organization_id = $organization)
  AND NOT EXISTS (
    SELECT 1
    FROM response AS other
    WHERE other.organization_id = d.organization_id AND other.interaction_id = d.parent_id
  )
