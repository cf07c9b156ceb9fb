-- How many responses without a time there are, by the beginnings of their ids.
SELECT substr(response_id, 1, 3) AS head, count(*) AS responses
FROM selected
WHERE submit_date IS NULL
GROUP BY 1
ORDER BY 1
