-- Only the slice's answers are joined: the leads of 1,000,000 responses are more than fits the memory.
SELECT
  slice.*,
  lead_answer.question AS lead_question,
  lead_answer.answer AS lead_answer,
  lead_answer.value AS lead_value
FROM slice
LEFT JOIN (
  SELECT organization_id, response_id, question, answer, value
  FROM answer
  WHERE lead AND response_id IN (SELECT response_id FROM slice)
) AS lead_answer
  ON lead_answer.organization_id = slice.organization_id
  AND lead_answer.response_id = slice.response_id
