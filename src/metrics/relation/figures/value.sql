-- One value of the headline's scale, as catalogue/distribution.sql counts it.
source = 'survey' AND status = 'Finished' AND response_id IN (
  SELECT given.response_id
  FROM answer AS given
  WHERE {range of given}
    AND given.role = 'csat'
    AND given.points = $figure_points
    AND given.value = $figure_value
    AND NOT given.not_applicable
    AND CASE
      WHEN $figure_any_about THEN given.headline
      ELSE lower(given.question_context_id) = ANY ($figure_about) OR lower(given.question_id) = ANY ($figure_about)
    END
)
