-- Who gave one answer to one question that has a scale, as catalogue/distribution.sql counts them.
source = 'survey' AND status = 'Finished' AND response_id IN (
  SELECT given.response_id
  FROM answer AS given
  WHERE {range of given}
    AND lower(coalesce(given.question_context_id, given.question_id)) = $figure_question
    AND NOT given.not_applicable
    AND given.value = $figure_value
)
