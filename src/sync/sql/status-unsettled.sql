-- Never settled: open beyond the horizon, and still open when it was asked for there.
SELECT
  count(*) AS unsettled,
  sum(
    CASE WHEN asked.id IS NOT NULL AND coalesce(r.interaction_start, seen.fetched_at) < CAST($horizon AS TIMESTAMP) THEN 1 ELSE 0 END
  ) AS never_settled
FROM response AS r
LEFT JOIN document AS seen
  ON seen.organization_id = r.organization_id AND seen.kind = 'survey-sighting' AND seen.id = r.response_id
LEFT JOIN document AS asked
  ON asked.organization_id = r.organization_id AND asked.kind = 'survey' AND asked.id = r.response_id
WHERE r.organization_id = $organization AND r.source = 'survey' AND NOT r.settled
