-- Satisfaction beside the customer's journey: sums for a correlation, of all answers and within queue and media.
WITH journeys AS (
  SELECT queue_id, media_type, csat_score AS y, 'wait' AS driver, wait_seconds AS x FROM asked
  WHERE source = 'survey' AND status = 'Finished' AND csat_score IS NOT NULL
  UNION ALL
  SELECT queue_id, media_type, csat_score, 'talk', total_talk_seconds FROM asked
  WHERE source = 'survey' AND status = 'Finished' AND csat_score IS NOT NULL
  UNION ALL
  SELECT queue_id, media_type, csat_score, 'hold', total_hold_seconds FROM asked
  WHERE source = 'survey' AND status = 'Finished' AND csat_score IS NOT NULL
  UNION ALL
  SELECT queue_id, media_type, csat_score, 'transfers', transfers FROM asked
  WHERE source = 'survey' AND status = 'Finished' AND csat_score IS NOT NULL
),
strata AS (
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
  FROM journeys
  WHERE x IS NOT NULL
  GROUP BY 1, 2, 3
)
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
FROM strata
GROUP BY 1
