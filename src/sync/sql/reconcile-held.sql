SELECT
  r.response_id, r.status, r.settled, r.deleted, r.redacted, r.calibration, r.total_score, r.answers,
  coalesce(a.answer_rows, 0) AS answer_rows
FROM response AS r
LEFT JOIN (
  SELECT response_id, count(*) AS answer_rows
  FROM answer
  WHERE organization_id = $organization AND response_id IN (SELECT unnest($ids))
  GROUP BY response_id
) AS a ON a.response_id = r.response_id
WHERE r.organization_id = $organization AND r.source = $source AND r.response_id IN (SELECT unnest($ids))
