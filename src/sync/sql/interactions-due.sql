-- What was due when a run read the due ones has been read, or is tried for 31 days more. Nothing was read before the first run, nor
-- anything that was more than four days old then is due. So those of a bounded time are joined with the documents, not all.
WITH since AS (
  SELECT coalesce(
    max(CASE WHEN outcome IN ('done', 'incomplete') THEN started_at - INTERVAL '36' DAY END),
    min(started_at) - INTERVAL '5' DAY,
    TIMESTAMP '1970-01-01'
  ) AS earliest
  FROM sync_run
  WHERE organization_id = $organization
),
recent AS (
  SELECT i.interaction_id, i.interaction_end, greatest(i.interaction_start, i.interaction_end) AS last_time
  FROM interaction AS i
  CROSS JOIN since
  WHERE i.organization_id = $organization
    AND (i.interaction_end IS NULL OR greatest(i.interaction_start, i.interaction_end) >= since.earliest)
),
open AS (
  SELECT DISTINCT i.interaction_id
  FROM response AS r
  JOIN interaction AS i ON i.interaction_id = r.interaction_id AND i.organization_id = $organization
  WHERE r.organization_id = $organization AND r.source = 'survey' AND NOT r.settled
    AND coalesce(r.status, '') NOT IN ('Finished', 'OptOut', 'Error', 'Expired')
    AND i.interaction_start >= CAST($horizon AS TIMESTAMP)
)
SELECT d.id
FROM document AS d
JOIN recent AS i ON i.interaction_id = d.id
WHERE d.organization_id = $organization AND d.kind = 'interaction'
  AND (
    (i.interaction_end IS NULL AND d.fetched_at < CAST($live_before AS TIMESTAMP))
    OR (
      d.fetched_at < i.interaction_end + INTERVAL '1' HOUR
      AND i.interaction_end + INTERVAL '1' HOUR <= CAST($now AS TIMESTAMP)
    )
    OR (
      d.fetched_at < date_trunc('day', i.last_time) + INTERVAL '4' DAY
      AND date_trunc('day', i.last_time) + INTERVAL '4' DAY <= CAST($now AS TIMESTAMP)
    )
  )
UNION
SELECT d.id
FROM document AS d
WHERE d.organization_id = $organization AND d.kind = 'interaction' AND d.fetched_at < CAST($day_before AS TIMESTAMP)
  AND d.id IN (SELECT interaction_id FROM open)
UNION
SELECT d.id
FROM document AS d
WHERE d.organization_id = $organization AND d.kind = 'unlinked' AND d.fetched_at < CAST($day_before AS TIMESTAMP)
  AND d.id IN (
    SELECT interaction_id FROM response
    WHERE organization_id = $organization AND NOT linked AND NOT deleted
      AND coalesce(submit_date, CAST($now AS TIMESTAMP)) >= CAST($month_before AS TIMESTAMP)
  )
