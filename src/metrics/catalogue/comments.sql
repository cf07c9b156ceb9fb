-- Customers' comments, the newest first; with $low the answers of customers who were not satisfied, with or without a
-- comment.
SELECT
  response_id,
  interaction_id,
  submit_date,
  survey_type,
  form_name,
  own_agent_id AS agent_id,
  (SELECT agent.name FROM agent WHERE agent.organization_id = asked.organization_id AND agent.agent_id = asked.own_agent_id)
    AS agent_name,
  queue_id,
  (SELECT queue.name FROM queue WHERE queue.organization_id = asked.organization_id AND queue.queue_id = asked.queue_id)
    AS queue_name,
  media_type,
  csat_score,
  satisfied,
  nps_score,
  comment
FROM asked
WHERE source = 'survey'
  AND status = 'Finished'
  AND ($low OR comment IS NOT NULL)
  AND ($search = '' OR position(lower($search) IN lower(comment)) > 0)
  AND (NOT $low OR satisfied IS FALSE)
ORDER BY submit_date DESC NULLS LAST, response_id
LIMIT CAST($limit AS BIGINT) OFFSET CAST($offset AS BIGINT)
