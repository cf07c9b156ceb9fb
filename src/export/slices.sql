-- How many responses there are an hour; those without a time last.
SELECT date_trunc('hour', submit_date) AS hour, count(*) AS responses
FROM selected
GROUP BY 1
ORDER BY 1 NULLS LAST
