SELECT r.form_id, count(*) AS n
FROM response AS r
WHERE r.organization_id = $organization AND r.source = $source
  AND r.submit_date >= CAST($from AS TIMESTAMP) AND r.submit_date < CAST($to AS TIMESTAMP)
  AND EXISTS (
    SELECT 1 FROM document AS d
    WHERE d.organization_id = r.organization_id AND d.kind = r.source AND d.id = r.response_id
  )
GROUP BY r.form_id
