-- Satisfaction against the customer's journey: sums for a correlation, of all answers and within queue and media.
SELECT
  driver,
  sum(n) AS n,
  count(*) AS strata,
  sum(x) AS x,
  sum(y) AS y,
  sum(xx) AS xx,
  sum(yy) AS yy,
  sum(xy) AS xy,
  sum(xx - x * x / n) AS within_xx,
  sum(yy - y * y / n) AS within_yy,
  sum(xy - x * y / n) AS within_xy
FROM (
  SELECT
    driver,
    queue_id,
    media_type,
    CAST(count(*) AS DOUBLE PRECISION) AS n,
    sum(x) AS x,
    sum(y) AS y,
    sum(x * x) AS xx,
    sum(y * y) AS yy,
    sum(x * y) AS xy
  FROM (
    SELECT
      driver,
      queue_id,
      media_type,
      csat_score AS y,
      CASE driver
        WHEN 'wait' THEN wait_seconds
        WHEN 'talk' THEN total_talk_seconds
        WHEN 'hold' THEN total_hold_seconds
        ELSE transfers
      END AS x
    FROM asked
    CROSS JOIN (VALUES ('wait'), ('talk'), ('hold'), ('transfers')) AS measured (driver)
    WHERE source = 'survey' AND status = 'Finished' AND csat_score IS NOT NULL
  ) AS journey
  WHERE x IS NOT NULL
  GROUP BY 1, 2, 3
) AS stratum
GROUP BY 1
