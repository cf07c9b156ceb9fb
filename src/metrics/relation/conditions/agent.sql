(
  lower(agent_id) = ANY ($wanted_agent)
  OR agent_id IN (SELECT agent.agent_id FROM agent WHERE lower(agent.name) = ANY ($wanted_agent))
)
