-- The responses that are asked for, with every column of the view csat_response: the same projection, of unlisted ones too.
SELECT
  *,
  CASE WHEN source = 'evaluation' THEN response_id END AS evaluation_id,
  CASE WHEN source = 'survey' THEN response_id END AS survey_id
FROM response
WHERE (listed OR $all)
  AND {condition}
