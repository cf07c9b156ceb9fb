SELECT
  leg.organization_id,
  leg.interaction_id,
  leg.position,
  leg.agent_id,
  leg.agent_name,
  leg.queue_id,
  leg.queue_name,
  leg.media_type,
  leg.talk_seconds,
  leg.hold_seconds,
  leg.acw_seconds,
  leg.wrap_up,
  slice.response_id,
  slice.source,
  slice.submit_date,
  slice.legs_change_id AS change_id,
  slice.legs_changed_at AS changed_at
FROM slice
JOIN leg
  ON leg.organization_id = slice.organization_id
  AND leg.interaction_id = slice.interaction_id
