-- Surveys against the evaluations of the same interaction: pairs of the same agent, and how many had another one.
SELECT
  judged.by_machine,
  asked.own_agent_id = judged.agent_id AS same_agent,
  count(*) AS pairs,
  sum(judged.score) AS x,
  sum(asked.csat_score) AS y,
  sum(judged.score * judged.score) AS xx,
  sum(asked.csat_score * asked.csat_score) AS yy,
  sum(judged.score * asked.csat_score) AS xy,
  count(*) FILTER (WHERE asked.satisfied AND judged.score >= $good_score) AS satisfied_good,
  count(*) FILTER (WHERE asked.satisfied AND judged.score < $good_score) AS satisfied_poor,
  count(*) FILTER (WHERE NOT asked.satisfied AND judged.score >= $good_score) AS unsatisfied_good,
  count(*) FILTER (WHERE NOT asked.satisfied AND judged.score < $good_score) AS unsatisfied_poor
FROM asked
JOIN (
  SELECT
    organization_id,
    interaction_id,
    agent_id,
    evaluator_id IS NULL AS by_machine,
    avg(total_score) AS score
  FROM response
  WHERE listed AND source = 'evaluation' AND status = 'Finished' AND total_score IS NOT NULL
  GROUP BY 1, 2, 3, 4
) AS judged
  ON judged.organization_id = asked.organization_id
  AND judged.interaction_id = asked.interaction_id
WHERE asked.source = 'survey'
  AND asked.status = 'Finished'
  AND asked.csat_score IS NOT NULL
  AND asked.own_agent_id IS NOT NULL
GROUP BY 1, 2
