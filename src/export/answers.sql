SELECT
  answer.*,
  selected.source,
  selected.interaction_id,
  selected.submit_date,
  selected.status,
  selected.form_id,
  selected.form_context_id,
  selected.form_name,
  selected.agent_id,
  selected.agent_name,
  selected.queue_id,
  selected.queue_name,
  selected.media_type
FROM selected
JOIN answer
  ON answer.organization_id = selected.organization_id
  AND answer.response_id = selected.response_id
