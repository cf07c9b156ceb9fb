-- Answers of the headline by agent, queue, media and version of the form: the strata within which an agent or a queue
-- is compared. In an order of their own: of 500 agents in any order, shrunk shares differed in the twelfth digit, which is printed.
SELECT
  agent_id,
  queue_id,
  media_type,
  coalesce(asked.form_context_id, asked.form_id) AS form_id,
  asked.form_id AS version_id,
  answer.points,
  count(*) AS answers,
  sum(CASE WHEN answer.favourable THEN 1 ELSE 0 END) AS favourable
FROM asked
JOIN answer
  ON answer.organization_id = asked.organization_id
  AND answer.response_id = asked.response_id
  AND {range of answer}
WHERE asked.source = 'survey'
  AND asked.status = 'Finished'
  AND CASE
    WHEN $any_about THEN answer.headline
    ELSE lower(answer.question_context_id) = ANY ($about) OR lower(answer.question_id) = ANY ($about)
  END
  AND answer.role = 'csat'
  AND answer.favourable IS NOT NULL
GROUP BY 1, 2, 3, 4, 5, 6
ORDER BY 1, 2, 3, 4, 5, 6
