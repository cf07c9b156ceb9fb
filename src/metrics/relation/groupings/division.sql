-- An interaction is in every division that it passed through.
SELECT responses.*, interaction_division.division_id AS group_id
FROM responses
LEFT JOIN interaction_division
  ON interaction_division.organization_id = responses.organization_id
  AND interaction_division.interaction_id = responses.interaction_id
