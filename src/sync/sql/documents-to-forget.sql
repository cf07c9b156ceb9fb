-- What is older than documents are kept: of responses, where all others of their interaction are as well, by their own time, else by
-- when they were sent or their interaction began; of what has no row, by what the document itself says. Whatever changes rows that
-- are still to be derived waits for them.
SELECT r.source AS kind, r.response_id AS id, r.interaction_id, true AS old
FROM response AS r
WHERE r.organization_id = $organization AND r.without_document IS NOT TRUE
  AND coalesce(r.submit_date, r.sent_date, r.interaction_start) < CAST($before AS TIMESTAMP)
  AND NOT EXISTS (
    SELECT 1
    FROM response AS other
    WHERE other.organization_id = r.organization_id AND other.interaction_id = r.interaction_id
      AND coalesce(other.submit_date, other.sent_date, other.interaction_start) >= CAST($before AS TIMESTAMP)
  )
  AND NOT EXISTS (
    SELECT 1
    FROM underived AS u
    WHERE u.organization_id = r.organization_id AND u.response_id IN (r.response_id, r.interaction_id)
  )
UNION ALL
SELECT d.kind, d.id, NULL, false
FROM document AS d
WHERE d.organization_id = $organization AND d.size <> 0
  AND (
    (
      d.kind IN ('survey', 'evaluation')
      AND d.id NOT IN (SELECT response_id FROM response WHERE organization_id = $organization)
    )
    OR (
      d.kind = 'interaction'
      AND d.id NOT IN (
        SELECT interaction_id
        FROM response
        WHERE organization_id = $organization AND interaction_id IS NOT NULL
          AND (
            without_document IS NOT TRUE
            OR coalesce(submit_date, sent_date, interaction_start) >= CAST($before AS TIMESTAMP)
          )
      )
    )
  )
  AND d.id NOT IN (SELECT response_id FROM underived WHERE organization_id = $organization)
