-- What was stated of the response's own agent, as the roster is now; {otherwise} where nothing was.
SELECT responses.*, coalesce(stated.value, {otherwise}) AS group_id
FROM responses
LEFT JOIN (
  SELECT
    unnest(CAST($roster_agents AS VARCHAR[])) AS agent_id,
    unnest(CAST($roster_values AS VARCHAR[])) AS value
) AS stated
  ON stated.agent_id = responses.own_agent_id
