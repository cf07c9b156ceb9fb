-- Form versions of responses that were read and that are not stored, but for those that failed within a day. There are few of them,
-- and mostly none: only their responses are looked for among the documents. Each list in brackets is what stays in memory; as
-- joins it could be all responses, or all documents.
WITH named AS MATERIALIZED (
  SELECT DISTINCT source, form_id
  FROM response
  WHERE organization_id = $organization AND form_id IS NOT NULL
),
missing AS MATERIALIZED (
  SELECT source, form_id
  FROM named
  WHERE source || '-form ' || form_id NOT IN (
      SELECT kind || ' ' || id FROM document
      WHERE organization_id = $organization AND kind IN ('survey-form', 'evaluation-form')
    )
    AND form_id NOT IN (
      SELECT id FROM problem
      WHERE organization_id = $organization AND kind = 'form' AND last_seen > CAST($day_before AS TIMESTAMP)
    )
),
of_missing AS MATERIALIZED (
  SELECT source, form_id, response_id
  FROM response
  WHERE organization_id = $organization
    AND source || ' ' || form_id IN (SELECT missing.source || ' ' || missing.form_id FROM missing)
)
SELECT DISTINCT r.source, r.form_id
FROM of_missing AS r
JOIN (
  SELECT d.kind, d.id
  FROM document AS d
  WHERE d.organization_id = $organization AND d.id IN (SELECT of_missing.response_id FROM of_missing)
) AS stored ON stored.kind = r.source AND stored.id = r.response_id
