-- Answers that a headline counts, by what they measure and by the length of their scale.
SELECT
  bucket,
  CASE WHEN $by_question THEN coalesce(answer.question_context_id, answer.question_id) ELSE group_id END AS group_id,
  answer.role,
  answer.points,
  count(*) AS answers,
  sum(weight) AS weight,
  sum(weight * weight) AS weight_squares,
  sum(CASE WHEN answer.favourable THEN weight ELSE 0 END) AS favourable,
  sum(CASE WHEN answer.unfavourable THEN weight ELSE 0 END) AS unfavourable,
  sum(weight * answer.satisfaction) AS satisfaction,
  sum(weight * answer.satisfaction * answer.satisfaction) AS satisfaction_squares,
  sum(weight * answer.value) AS value,
  min(answer.value) AS lowest,
  max(answer.value) AS highest,
  min(answer.scale_min) AS scale_min,
  max(answer.scale_min) AS scale_min_high,
  min(answer.scale_max) AS scale_max_low,
  max(answer.scale_max) AS scale_max
FROM asked
JOIN answer
  ON answer.organization_id = asked.organization_id
  AND answer.response_id = asked.response_id
  AND {range of answer}
WHERE asked.source = 'survey'
  AND asked.status = 'Finished'
  AND answer.favourable IS NOT NULL
  AND CASE
    WHEN $any_about THEN answer.headline OR $by_question
    ELSE lower(answer.question_context_id) = ANY ($about) OR lower(answer.question_id) = ANY ($about)
  END
GROUP BY 1, 2, 3, 4
