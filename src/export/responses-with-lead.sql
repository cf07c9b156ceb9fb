SELECT
  selected.*,
  lead_answer.question AS lead_question,
  lead_answer.answer AS lead_answer,
  lead_answer.value AS lead_value
FROM selected
LEFT JOIN answer AS lead_answer
  ON lead_answer.organization_id = selected.organization_id
  AND lead_answer.response_id = selected.response_id
  AND lead_answer.lead
