SELECT d.id
FROM document AS d
JOIN interaction AS i ON i.organization_id = d.organization_id AND i.interaction_id = d.id
WHERE d.organization_id = $organization AND d.kind = 'interaction'
  AND (
    (i.interaction_end IS NULL AND d.fetched_at < CAST($live_before AS TIMESTAMP))
    OR (
      d.fetched_at < date_trunc('day', i.interaction_start) + INTERVAL '4' DAY
      AND date_trunc('day', i.interaction_start) + INTERVAL '4' DAY <= CAST($now AS TIMESTAMP)
    )
    OR (
      d.fetched_at < CAST($day_before AS TIMESTAMP)
      AND i.interaction_start >= CAST($horizon AS TIMESTAMP)
      AND i.interaction_id IN (
        SELECT interaction_id FROM response
        WHERE organization_id = $organization AND source = 'survey' AND NOT settled
          AND coalesce(status, '') NOT IN ('Finished', 'OptOut', 'Error', 'Expired')
      )
    )
  )
UNION
SELECT d.id
FROM document AS d
WHERE d.organization_id = $organization AND d.kind = 'unlinked' AND d.fetched_at < CAST($day_before AS TIMESTAMP)
  AND d.id IN (
    SELECT interaction_id FROM response
    WHERE organization_id = $organization AND NOT linked AND NOT deleted
      AND coalesce(submit_date, CAST($now AS TIMESTAMP)) >= CAST($month_before AS TIMESTAMP)
  )
