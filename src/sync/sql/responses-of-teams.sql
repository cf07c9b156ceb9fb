-- A team stands in its responses by name alone, and which one a name belonged to is not kept: all that have, or may have,
-- one are derived again: the interaction tells it, too.
SELECT organization_id, source, response_id
FROM response
WHERE organization_id = $organization
  AND (team_name IS NOT NULL OR linked)
  AND (SELECT count(*) FROM (SELECT unnest($ids))) > 0
