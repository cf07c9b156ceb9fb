-- An interaction has every code that one of its agents gave.
SELECT responses.*, interaction_wrap_up.wrap_up_code_id AS group_id
FROM responses
LEFT JOIN interaction_wrap_up
  ON interaction_wrap_up.organization_id = responses.organization_id
  AND interaction_wrap_up.interaction_id = responses.interaction_id
