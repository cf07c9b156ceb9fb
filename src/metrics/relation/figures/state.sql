-- In one of these states, or in none of them.
source = 'survey'
AND (coalesce(
  {relation/survey-state of response},
  'unstated'
) = ANY ($figure_states)) = $figure_in_states
