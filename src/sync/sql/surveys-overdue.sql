-- Asked for once: a survey document that was fetched when it was already overdue shows it.
SELECT r.response_id
FROM response AS r
JOIN document AS seen
  ON seen.organization_id = r.organization_id AND seen.kind = 'survey-sighting' AND seen.id = r.response_id
WHERE r.organization_id = $organization AND r.source = 'survey' AND NOT r.settled
  AND coalesce(r.status, '') NOT IN ('Finished', 'OptOut', 'Error', 'Expired')
  AND coalesce(r.interaction_start, seen.fetched_at) < CAST($horizon AS TIMESTAMP)
  AND NOT EXISTS (
    SELECT 1 FROM document AS d
    WHERE d.organization_id = r.organization_id AND d.kind = 'survey' AND d.id = r.response_id
  )
