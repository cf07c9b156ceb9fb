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
), numbered AS (
  -- Numbers stand for answers and for cells: a million pairs of them are joined and counted many times as fast as texts.
  SELECT
    *,
    dense_rank() OVER (ORDER BY organization_id, response_id, population, position) AS answer_number
  FROM counted
), member AS (
  SELECT DISTINCT answer_number, population, points, 'queue' AS part, coalesce(queue_id, '') AS cell
  FROM numbered
  UNION ALL
  SELECT DISTINCT answer_number, population, points, 'agent', coalesce(agent_id, '')
  FROM numbered
  UNION ALL
  SELECT DISTINCT
    answer_number,
    population,
    points,
    'channel',
    CASE WHEN lower(survey_type) = 'voice' THEN 'voice' ELSE 'web' END
  FROM numbered
  UNION ALL
  SELECT DISTINCT answer_number, population, points, 'trend', bucket
  FROM numbered
  WHERE bucket IS NOT NULL
  UNION ALL
  SELECT DISTINCT answer_number, population, points, 'group', coalesce(group_id, '')
  FROM numbered
  WHERE $by_group
  UNION ALL
  SELECT DISTINCT
    numbered.answer_number,
    numbered.population,
    numbered.points,
    'group',
    coalesce(answer.question_context_id, answer.question_id)
  FROM numbered
  JOIN answer
    ON answer.organization_id = numbered.organization_id
    AND answer.response_id = numbered.response_id
    AND {range of answer}
  WHERE $by_question AND answer.value IS NOT NULL AND NOT answer.not_applicable
), named AS (
  -- One text for a cell: of a join by four columns PostgreSQL expects two rows, and compares a million with each other.
  SELECT
    *,
    population || ' ' || part || ' ' || coalesce(CAST(points AS VARCHAR), '') || ' ' || cell AS name
  FROM member
), cell AS (
  SELECT name, population, points, part, cell, row_number() OVER (ORDER BY population, points, part, cell) AS cell_number
  FROM named
  GROUP BY 1, 2, 3, 4, 5
), place AS (
  SELECT named.answer_number, cell.cell_number
  FROM named
  JOIN cell ON cell.name = named.name
), common AS (
  SELECT own.cell_number AS own_number, other.cell_number AS other_number, count(*) AS answers
  FROM place AS own
  JOIN place AS other ON other.answer_number = own.answer_number AND other.cell_number >= own.cell_number
  GROUP BY 1, 2
)
SELECT
  own.population,
  own.points,
  own.part,
  own.cell,
  other.part AS other_part,
  other.cell AS other_cell,
  common.answers
FROM common
JOIN cell AS own ON own.cell_number = common.own_number
JOIN cell AS other ON other.cell_number = common.other_number
-- Of two cells of one size the first is hidden: which one may not depend on how the database happened to group them.
ORDER BY 1, 2, 3, 4, 5, 6
