-- Interactions that agents handled, by whole days of UTC.
SELECT handled.dimension, handled.id AS group_id, sum(handled.interactions) AS interactions, count(DISTINCT handled.day) AS days
FROM handled
WHERE handled.day >= CAST($handled_from AS TIMESTAMP) AND handled.day < CAST($handled_to AS TIMESTAMP)
GROUP BY 1, 2
