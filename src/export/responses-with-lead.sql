-- Only the slice's answers are joined: the leads of 1,000,000 responses are more than fits the memory. One answer a response: rows
-- of an older version may have two leads where two versions of the question stood in the response, of which one was answered.
SELECT
  slice.*,
  lead_answer.question AS lead_question,
  lead_answer.answer AS lead_answer,
  lead_answer.value AS lead_value
FROM slice
LEFT JOIN (
  SELECT
    organization_id,
    response_id,
    question,
    answer,
    value,
    row_number() OVER (
      PARTITION BY organization_id, response_id
      ORDER BY CASE WHEN headline THEN 0 ELSE 1 END, CASE WHEN answer IS NULL AND value IS NULL THEN 1 ELSE 0 END, position
    ) AS place
  FROM answer
  WHERE lead AND response_id IN (SELECT response_id FROM slice)
) AS lead_answer
  ON lead_answer.organization_id = slice.organization_id
  AND lead_answer.response_id = slice.response_id
  AND lead_answer.place = 1
