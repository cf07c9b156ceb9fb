-- What became of the surveys of a cohort, which its filter places by the end of the interaction. A survey without an
-- answer beyond the horizon is unanswered: only surveys of interactions that began later are open.
SELECT
  bucket,
  group_id,
  survey_type,
  {relation/survey-state of asked} AS state,
  count(*) AS surveys,
  count(*) FILTER (
    WHERE status IN ('Pending', 'Sent', 'InProgress') AND coalesce(interaction_start >= CAST($open_since AS TIMESTAMP), TRUE)
  ) AS open,
  sum(weight) AS weight,
  sum(weight * weight) AS weight_squares
FROM asked
WHERE source = 'survey'
GROUP BY 1, 2, 3, 4
