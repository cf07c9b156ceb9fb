SELECT
  answer.*,
  slice.source,
  slice.interaction_id,
  slice.status,
  slice.form_id,
  slice.form_context_id,
  slice.form_name,
  slice.agent_id,
  slice.agent_name,
  slice.queue_id,
  slice.queue_name,
  slice.media_type
FROM slice
JOIN answer
  ON answer.organization_id = slice.organization_id
  AND answer.response_id = slice.response_id
