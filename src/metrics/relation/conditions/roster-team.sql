-- A team of the roster, and Genesys' team of whoever has none there.
own_agent_id IN (SELECT unnest(CAST($roster_team_chosen AS VARCHAR[])))
OR (
  lower(team_name) = ANY ($wanted_team)
  AND (own_agent_id IS NULL OR own_agent_id NOT IN (SELECT unnest(CAST($roster_team_known AS VARCHAR[]))))
)
