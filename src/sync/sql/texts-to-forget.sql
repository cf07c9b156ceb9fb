-- What may have somebody's words and is older than these are kept: responses, by their own time, else by when they were sent or their
-- interaction began; and documents of which no row is made, whose age only they themselves know.
SELECT kind AS source, id AS response_id, NULL AS time
FROM document
WHERE organization_id = $organization AND kind IN ('survey', 'evaluation')
  AND id NOT IN (SELECT response_id FROM response WHERE organization_id = $organization)
UNION ALL
SELECT source, response_id, coalesce(submit_date, sent_date, interaction_start)
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
