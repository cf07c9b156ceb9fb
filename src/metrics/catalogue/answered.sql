-- How many answered each question of any type: a score, a choice, a text.
SELECT
  bucket,
  group_id,
  coalesce(answer.question_context_id, answer.question_id) AS question_id,
  answer.role,
  count(*) AS answers
FROM asked
JOIN answer
  ON answer.organization_id = asked.organization_id
  AND answer.response_id = asked.response_id
WHERE asked.source = 'survey'
  AND asked.status = 'Finished'
  AND NOT answer.not_applicable
  AND (answer.value IS NOT NULL OR trim(answer.answer) <> '')
GROUP BY 1, 2, 3, 4
