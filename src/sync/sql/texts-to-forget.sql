-- Responses of which something written may be stored still, and which are older than that is kept: by their own time, else by when
-- they were sent or their interaction began.
SELECT source, response_id, coalesce(submit_date, sent_date, interaction_start) AS time
FROM response
WHERE organization_id = $organization
  AND coalesce(submit_date, sent_date, interaction_start) < CAST($before AS TIMESTAMP)
  AND (
    texts_read
    OR comment IS NOT NULL
    OR response_id IN (
      SELECT response_id
      FROM answer
      WHERE organization_id = $organization
        AND coalesce(submit_date, sent_date, interaction_start) < CAST($before AS TIMESTAMP)
        AND (comment IS NOT NULL OR (answer IS NOT NULL AND (role = 'comment' OR type = 'freeTextQuestion')))
    )
  )
ORDER BY source, response_id
