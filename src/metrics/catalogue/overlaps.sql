-- How many answers any two cells of a report's tables have in common, by kind of answer, or by who judged: people
-- (`evaluator`) or machines (`machine`); of a cohort, how many surveys. A cell has itself in common with itself. The
-- protection of small cells has to know what a reader may know: who works where.
, counted AS (
  SELECT
    parts.organization_id,
    parts.response_id,
    parts.group_id,
    parts.queue_id,
    parts.agent_id,
    parts.survey_type,
    parts.bucket,
    answer.position,
    answer.role AS population,
    answer.points
  FROM parts
  JOIN answer
    ON answer.organization_id = parts.organization_id
    AND answer.response_id = parts.response_id
    AND {range of answer}
  WHERE NOT $cohort
    AND parts.source = 'survey'
    AND parts.status = 'Finished'
    AND answer.favourable IS NOT NULL
    AND CASE
      WHEN $any_about THEN answer.headline
      ELSE lower(answer.question_context_id) = ANY ($about) OR lower(answer.question_id) = ANY ($about)
    END
  UNION ALL
  SELECT
    organization_id,
    response_id,
    group_id,
    queue_id,
    agent_id,
    survey_type,
    bucket,
    0,
    CASE WHEN evaluator_id IS NULL THEN 'machine' ELSE 'evaluator' END,
    NULL
  FROM parts
  WHERE NOT $cohort AND source = 'evaluation' AND status = 'Finished' AND evaluator_csat_score IS NOT NULL
  UNION ALL
  SELECT
    organization_id,
    response_id,
    group_id,
    queue_id,
    agent_id,
    survey_type,
    bucket,
    0,
    CASE WHEN status = 'Finished' THEN 'finished' ELSE 'unanswered' END,
    NULL
  FROM parts
  WHERE $cohort AND source = 'survey' AND status IN ('Sent', 'InProgress', 'Finished', 'Expired')
), member AS (
  SELECT DISTINCT organization_id, response_id, position, population, points, 'queue' AS part, coalesce(queue_id, '') AS cell
  FROM counted
  UNION ALL
  SELECT DISTINCT organization_id, response_id, position, population, points, 'agent', coalesce(agent_id, '')
  FROM counted
  UNION ALL
  SELECT DISTINCT
    organization_id,
    response_id,
    position,
    population,
    points,
    'channel',
    CASE WHEN lower(survey_type) = 'voice' THEN 'voice' ELSE 'web' END
  FROM counted
  UNION ALL
  SELECT DISTINCT organization_id, response_id, position, population, points, 'trend', bucket
  FROM counted
  WHERE bucket IS NOT NULL
  UNION ALL
  SELECT DISTINCT organization_id, response_id, position, population, points, 'group', coalesce(group_id, '')
  FROM counted
  WHERE $by_group
  UNION ALL
  SELECT DISTINCT
    counted.organization_id,
    counted.response_id,
    counted.position,
    counted.population,
    counted.points,
    'group',
    coalesce(answer.question_context_id, answer.question_id)
  FROM counted
  JOIN answer
    ON answer.organization_id = counted.organization_id
    AND answer.response_id = counted.response_id
    AND {range of answer}
  WHERE $by_question AND answer.value IS NOT NULL AND NOT answer.not_applicable
)
SELECT
  own.population,
  own.points,
  own.part,
  own.cell,
  other.part AS other_part,
  other.cell AS other_cell,
  count(*) AS answers
FROM member AS own
JOIN member AS other
  ON other.organization_id = own.organization_id
  AND other.response_id = own.response_id
  AND other.position = own.position
  AND other.population = own.population
  AND (own.part < other.part OR (own.part = other.part AND own.cell <= other.cell))
GROUP BY 1, 2, 3, 4, 5, 6
-- Of two cells of one size the first is hidden: which one may not depend on how the database happened to group them.
ORDER BY 1, 2, 3, 4, 5, 6
