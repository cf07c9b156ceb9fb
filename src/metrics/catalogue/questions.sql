-- Each version of each question that finished surveys answered: how it was read, and when it was answered, by the time that places
-- responses in a period.
SELECT
  bucket,
  group_id,
  asked.form_id,
  coalesce(asked.form_context_id, asked.form_id) AS form_context_id,
  max(asked.form_name) AS form_name,
  coalesce(answer.question_context_id, answer.question_id) AS question_id,
  max(answer.question) AS text,
  answer.role,
  max(CASE WHEN answer.lead THEN 1 ELSE 0 END) = 1 AS lead,
  max(answer.points) AS points,
  max(answer.scale_min) AS scale_min,
  max(answer.scale_max) AS scale_max,
  max(question.direction) AS direction,
  max(question.best) AS best,
  max(question.satisfied_from) AS satisfied_from,
  (
    SELECT string_agg(concat(CAST(answer_option.value AS DECIMAL(38, 6)), ' ', answer_option.text), '; ' ORDER BY answer_option.position)
    FROM answer_option
    WHERE answer_option.organization_id = asked.organization_id
      AND answer_option.form_id = asked.form_id
      AND answer_option.question_id = answer.question_id
  ) AS options,
  -- A response may be scored by another version of a question than its form version has.
  max(CASE WHEN question.question_id IS NULL THEN 0 ELSE 1 END) = 1 AS in_form,
  min(asked.basis_time) AS first_answer,
  max(asked.basis_time) AS last_answer,
  count(*) AS answers
FROM asked
JOIN answer
  ON answer.organization_id = asked.organization_id
  AND answer.response_id = asked.response_id
  AND {range of answer}
LEFT JOIN question
  ON question.organization_id = asked.organization_id
  AND question.form_id = asked.form_id
  AND question.question_id = answer.question_id
WHERE asked.source = 'survey'
  AND asked.status = 'Finished'
  AND answer.value IS NOT NULL
  AND NOT answer.not_applicable
GROUP BY
  bucket,
  group_id,
  asked.organization_id,
  asked.form_id,
  asked.form_context_id,
  answer.question_context_id,
  answer.question_id,
  answer.role
