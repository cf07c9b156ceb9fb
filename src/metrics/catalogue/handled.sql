-- Interactions that agents handled, by whole days of UTC. Of everything there is a row for each day that was read.
SELECT
  handled.dimension,
  handled.id AS group_id,
  sum(handled.interactions) AS interactions,
  count(DISTINCT handled.day) AS days,
  min(handled.day) AS first_day,
  max(handled.day) AS last_day
FROM handled
WHERE handled.day >= CAST($handled_from AS TIMESTAMP) AND handled.day < CAST($handled_to AS TIMESTAMP)
GROUP BY 1, 2
