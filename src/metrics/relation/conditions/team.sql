lower(team_name) = ANY ($wanted_team)
