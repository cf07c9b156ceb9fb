-- How many answered each question of any type: a score, a choice, a text. Texts are looked at last, of the responses that were
-- asked for: as a condition on the join they were trimmed of all answers of all times, which took three times as long.
SELECT
  bucket,
  group_id,
  coalesce(answer.question_context_id, answer.question_id) AS question_id,
  answer.role,
  count(*) FILTER (WHERE answer.value IS NOT NULL OR ltrim(answer.answer) <> '') AS answers
FROM asked
JOIN answer
  ON answer.organization_id = asked.organization_id
  AND answer.response_id = asked.response_id
  AND {range of answer}
WHERE asked.source = 'survey'
  AND asked.status = 'Finished'
  AND NOT answer.not_applicable
GROUP BY 1, 2, 3, 4
HAVING count(*) FILTER (WHERE answer.value IS NOT NULL OR ltrim(answer.answer) <> '') > 0
