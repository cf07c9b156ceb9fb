-- Missing: at an end that only its document shows, and without that document. Never settled: open beyond the horizon, and still
-- open when it was asked for there.
SELECT
  sum(CASE WHEN r.source = 'survey' AND NOT r.ended THEN 1 ELSE 0 END) AS unsettled,
  sum(CASE WHEN r.ended AND NOT r.calibration THEN 1 ELSE 0 END) AS missing,
  sum(
    CASE
      WHEN r.source = 'survey' AND NOT r.ended AND asked.id IS NOT NULL
        AND coalesce(r.interaction_start, seen.fetched_at) < CAST($horizon AS TIMESTAMP) THEN 1
      ELSE 0
    END
  ) AS never_settled
FROM (
  SELECT *, coalesce(status IN ('Finished', 'OptOut', 'Error', 'Expired'), false) AS ended
  FROM response
  WHERE organization_id = $organization AND NOT settled
) AS r
LEFT JOIN document AS seen
  ON seen.organization_id = r.organization_id AND seen.kind = 'survey-sighting' AND seen.id = r.response_id
LEFT JOIN document AS asked
  ON asked.organization_id = r.organization_id AND asked.kind = 'survey' AND asked.id = r.response_id
