-- Form versions of responses that were read and that are not stored, but for those that failed within a day. There are few of them,
-- and mostly none: only their responses are looked for among the documents.
WITH named AS MATERIALIZED (
  SELECT DISTINCT organization_id, source, form_id
  FROM response
  WHERE organization_id = $organization AND form_id IS NOT NULL
),
missing AS MATERIALIZED (
  SELECT n.organization_id, n.source, n.form_id
  FROM named AS n
  WHERE NOT EXISTS (
      SELECT 1 FROM document AS d
      WHERE d.organization_id = $organization AND d.kind IN ('survey-form', 'evaluation-form')
        AND d.kind = n.source || '-form' AND d.id = n.form_id
    )
    AND NOT EXISTS (
      SELECT 1 FROM problem AS p
      WHERE p.organization_id = n.organization_id AND p.kind = 'form' AND p.id = n.form_id
        AND p.last_seen > CAST($day_before AS TIMESTAMP)
    )
),
of_missing AS MATERIALIZED (
  SELECT r.organization_id, r.source, r.form_id, r.response_id
  FROM missing
  JOIN response AS r
    ON r.organization_id = missing.organization_id AND r.source = missing.source AND r.form_id = missing.form_id
),
-- A table to look through for few ids: as a join it would be the table that is kept in memory.
read AS MATERIALIZED (
  SELECT d.kind, d.id
  FROM document AS d
  WHERE d.organization_id = $organization AND d.id IN (SELECT response_id FROM of_missing)
)
SELECT DISTINCT r.source, r.form_id
FROM of_missing AS r
JOIN read AS d ON d.kind = r.source AND d.id = r.response_id
