-- Questions whose better end is only assumed, against the NPS and the other csat answers of the same responses: sums for a
-- correlation, which is below 0 where the assumption is wrong.
SELECT
  question_id,
  max(text) AS text,
  against,
  count(*) AS pairs,
  sum(x) AS x,
  sum(y) AS y,
  sum(x * x) AS xx,
  sum(y * y) AS yy,
  sum(x * y) AS xy
FROM (
  SELECT
    coalesce(answer.question_context_id, answer.question_id) AS question_id,
    max(answer.question) AS text,
    other.role AS against,
    max(answer.satisfaction) AS x,
    avg(CASE WHEN other.role = 'nps' THEN other.value / 10 ELSE other.satisfaction END) AS y
  FROM asked
  JOIN answer
    ON answer.organization_id = asked.organization_id
    AND answer.response_id = asked.response_id
    AND {range of answer}
  JOIN question
    ON question.organization_id = asked.organization_id
    AND question.form_id = asked.form_id
    AND question.question_id = answer.question_id
    AND question.direction = 'assumed'
  JOIN answer AS other
    ON other.organization_id = asked.organization_id
    AND other.response_id = asked.response_id
    AND {range of other}
    AND other.position <> answer.position
    AND (other.satisfaction IS NOT NULL OR (other.role = 'nps' AND other.value IS NOT NULL))
  WHERE asked.source = 'survey' AND asked.status = 'Finished' AND answer.satisfaction IS NOT NULL
  GROUP BY asked.organization_id, asked.response_id, 1, 3
) AS pair
GROUP BY 1, 3
