-- How often each answer was given to each question that has a scale.
SELECT
  bucket,
  group_id,
  coalesce(answer.question_context_id, answer.question_id) AS question_id,
  answer.role,
  answer.points,
  answer.value,
  max(answer.answer) AS answer,
  min(CASE WHEN answer.headline THEN 0 ELSE 1 END) = 0 AS headline,
  max(CASE WHEN answer.favourable THEN 1 ELSE 0 END) = 1 AS favourable,
  max(CASE WHEN answer.unfavourable THEN 1 ELSE 0 END) = 1 AS unfavourable,
  count(*) AS answers,
  sum(weight) AS weight
FROM asked
JOIN answer
  ON answer.organization_id = asked.organization_id
  AND answer.response_id = asked.response_id
  AND {range of answer}
WHERE asked.source = 'survey'
  AND asked.status = 'Finished'
  AND answer.value IS NOT NULL
  AND NOT answer.not_applicable
GROUP BY 1, 2, 3, 4, 5, 6
