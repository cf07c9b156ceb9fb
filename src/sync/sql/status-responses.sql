SELECT
  source,
  status,
  count(*) AS responses,
  sum(CASE WHEN listed THEN 1 ELSE 0 END) AS listed,
  sum(CASE WHEN listed AND NOT linked THEN 1 ELSE 0 END) AS unlinked
FROM response
WHERE organization_id = $organization
GROUP BY source, status
ORDER BY source DESC, responses DESC, status
