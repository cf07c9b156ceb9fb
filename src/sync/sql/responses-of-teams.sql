-- A team stands in its responses by name alone. Which one a name belonged to is not kept: all that have one are derived again.
SELECT organization_id, source, response_id
FROM response
WHERE organization_id = $organization AND source = 'evaluation' AND linked AND (SELECT count(*) FROM (SELECT unnest($ids))) > 0
