-- How many finished, and how completely they were answered. A response is in a group and period once, so that ids need
-- not be counted as distinct: a million distinct ids take more than 400 MB. Somebody who is still at it has not left it
-- incomplete, up to the horizon.
SELECT
  bucket,
  group_id,
  source,
  count(*) AS responses,
  count(DISTINCT interaction_id) FILTER (WHERE status = 'Finished') AS interactions,
  count(*) FILTER (WHERE status = 'Finished') AS finished,
  count(*) FILTER (WHERE status = 'Finished' AND partial IS NOT TRUE) AS complete,
  count(*) FILTER (
    WHERE started
      AND (coalesce(status, '') <> 'InProgress' OR interaction_start < CAST($open_since AS TIMESTAMP))
  ) AS started,
  count(*) FILTER (WHERE status = 'Finished' AND comment IS NOT NULL) AS commented,
  count(DISTINCT agent_id) AS agents,
  count(*) FILTER (WHERE NOT linked) AS unlinked
FROM asked
GROUP BY 1, 2, 3
