-- The responses that are asked for, with every column of the view csat_response: the same projection, of unlisted ones too.
SELECT
  *,
  CASE WHEN source = 'evaluation' THEN response_id END AS evaluation_id,
  CASE WHEN source = 'survey' THEN response_id END AS survey_id
FROM response
WHERE (listed OR $all)
  AND source = ANY ($sources)
  AND (CAST($from AS TIMESTAMP) IS NULL OR submit_date >= CAST($from AS TIMESTAMP))
  AND (CAST($to AS TIMESTAMP) IS NULL OR submit_date < CAST($to AS TIMESTAMP))
  AND ($any_media OR lower(media_type) = ANY ($media))
  AND ($any_queue OR lower(queue_id) = ANY ($queue) OR lower(queue_name) = ANY ($queue))
  AND (
    $any_form OR lower(form_id) = ANY ($form) OR lower(form_context_id) = ANY ($form) OR lower(form_name) = ANY ($form)
  )
