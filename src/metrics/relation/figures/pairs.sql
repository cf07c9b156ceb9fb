-- Surveys with an evaluation of the same interaction and agent, as catalogue/survey-quality.sql pairs them.
response_id IN (
  SELECT answered.response_id
  FROM response AS answered
  JOIN (
    SELECT organization_id, interaction_id, agent_id, avg(total_score) AS score
    FROM response
    WHERE listed
      AND source = 'evaluation'
      AND status = 'Finished'
      AND total_score IS NOT NULL
      AND (evaluator_id IS NULL) = $figure_by_machine
    GROUP BY 1, 2, 3
  ) AS judged
    ON judged.organization_id = answered.organization_id
    AND judged.interaction_id = answered.interaction_id
    AND judged.agent_id = answered.agent_id
  WHERE answered.source = 'survey'
    AND answered.status = 'Finished'
    AND answered.csat_score IS NOT NULL
    AND CASE $figure_quadrant
      WHEN 'high-high' THEN answered.satisfied AND judged.score >= $figure_good_score
      WHEN 'high-low' THEN answered.satisfied AND judged.score < $figure_good_score
      WHEN 'low-high' THEN NOT answered.satisfied AND judged.score >= $figure_good_score
      WHEN 'low-low' THEN NOT answered.satisfied AND judged.score < $figure_good_score
      ELSE TRUE
    END
)
