-- The answers that a figure of a role is a share or a mean of, as catalogue/scores.sql counts them.
source = 'survey' AND status = 'Finished' AND response_id IN (
  SELECT counted.response_id
  FROM answer AS counted
  WHERE {range of counted}
    AND counted.role = $figure_role
    AND counted.favourable IS NOT NULL
    AND (counted.role = 'nps' OR counted.points IS NOT NULL)
    AND ($figure_points = 0 OR counted.points = $figure_points)
    AND CASE $figure_outcome
      WHEN 'favourable' THEN counted.favourable
      WHEN 'unfavourable' THEN counted.unfavourable
      WHEN 'between' THEN NOT counted.favourable AND NOT counted.unfavourable
      ELSE TRUE
    END
    AND CASE
      WHEN $figure_any_about THEN counted.headline
      ELSE lower(counted.question_context_id) = ANY ($figure_about) OR lower(counted.question_id) = ANY ($figure_about)
    END
)
