-- Evaluations that were to be released in a window when they were read.
SELECT response_id
FROM response
WHERE organization_id = $organization AND source = 'evaluation' AND NOT deleted
  AND release_date >= CAST($from AS TIMESTAMP) AND release_date < CAST($to AS TIMESTAMP)
