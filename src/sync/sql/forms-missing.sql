-- Form versions of responses that were read and that are not stored, but for those that failed within a day.
SELECT DISTINCT r.source, r.form_id
FROM response AS r
WHERE r.organization_id = $organization AND r.form_id IS NOT NULL
  AND EXISTS (
    SELECT 1 FROM document AS d
    WHERE d.organization_id = r.organization_id AND d.kind = r.source AND d.id = r.response_id
  )
  AND NOT EXISTS (
    SELECT 1 FROM document AS d
    WHERE d.organization_id = r.organization_id AND d.kind = r.source || '-form' AND d.id = r.form_id
  )
  AND NOT EXISTS (
    SELECT 1 FROM problem AS p
    WHERE p.organization_id = r.organization_id AND p.kind = 'form' AND p.id = r.form_id
      AND p.last_seen > CAST($day_before AS TIMESTAMP)
  )
