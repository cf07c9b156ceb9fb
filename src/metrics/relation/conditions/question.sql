response_id IN (
  SELECT chosen.response_id
  FROM answer AS chosen
  WHERE {range of chosen}
    AND (lower(chosen.question_context_id) = ANY ($wanted_question) OR lower(chosen.question_id) = ANY ($wanted_question))
    AND chosen.answer IS NOT NULL
    AND NOT chosen.not_applicable
)
