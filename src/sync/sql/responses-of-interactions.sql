SELECT DISTINCT organization_id, CASE WHEN kind LIKE 'survey%' THEN 'survey' ELSE 'evaluation' END AS source, id AS response_id
FROM document
WHERE organization_id = $organization
  AND kind IN ('survey', 'survey-sighting', 'evaluation', 'evaluation-sighting')
  AND parent_id IN (SELECT unnest($ids))
