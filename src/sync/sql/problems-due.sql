-- Problems of single documents or their rows, found within a month, and not looked at for a day.
SELECT kind, id
FROM problem
WHERE organization_id = $organization
  AND last_seen < CAST($day_before AS TIMESTAMP) AND first_seen > CAST($month_before AS TIMESTAMP)
  AND (kind IN ('survey', 'evaluation', 'interaction', 'form') OR (kind = 'row' AND id LIKE 'of %'))
