-- Responses that are listed as answered, or that have come to another end that only the document shows, and are without
-- the document that ends it; and those that could not be read before. One that failed is asked for at the next sync,
-- then at intervals that double, up to a day, until the horizon after it first failed.
SELECT due.source, due.id
FROM (
  SELECT source, response_id AS id
  FROM response
  WHERE organization_id = $organization AND NOT settled AND NOT deleted AND NOT calibration
    AND status IN ('Finished', 'OptOut', 'Error', 'Expired')
  UNION
  SELECT kind, id
  FROM problem AS p
  WHERE p.organization_id = $organization AND p.kind IN ('survey', 'evaluation')
    AND NOT EXISTS (
      SELECT 1 FROM response AS r
      WHERE r.organization_id = p.organization_id AND r.source = p.kind AND r.response_id = p.id AND (r.settled OR r.deleted)
    )
) AS due
LEFT JOIN problem AS failed
  ON failed.organization_id = $organization AND failed.kind = due.source AND failed.id = due.id
WHERE due.source IN (SELECT unnest($sources))
  AND (
    failed.id IS NULL
    OR (
      failed.first_seen >= CAST($horizon AS TIMESTAMP)
      AND (failed.last_seen > CAST($now AS TIMESTAMP) OR failed.last_seen <= CAST($now AS TIMESTAMP) - least(INTERVAL '1' DAY, failed.last_seen - failed.first_seen))
    )
  )
ORDER BY due.source, due.id
