-- Of the response's own agent. Joined, since a list of 5,000 agents would be gone through for each response.
own_agent_id IN (SELECT unnest(CAST($roster_chosen AS VARCHAR[])))
OR (
  $roster_others
  AND (own_agent_id IS NULL OR own_agent_id NOT IN (SELECT unnest(CAST($roster_known AS VARCHAR[]))))
)
