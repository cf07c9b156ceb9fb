-- Several agents or queues of one group may share a response: it is in that group once, with what they have together, or it
-- would count as several answers. Its agent and queue are those with the largest share. A response has one source and one
-- status: both stand among what parts it so that conditions on them are looked at before the shares are gathered and not after
-- (2.6 s became 1.4 s for 300,000 responses by agent).
SELECT *
FROM (
  SELECT
    parts.*,
    sum(share) OVER (PARTITION BY organization_id, response_id, source, status, group_id, bucket) AS weight,
    row_number() OVER (
      PARTITION BY organization_id, response_id, source, status, group_id, bucket
      ORDER BY share DESC, agent_id, queue_id
    ) AS place
  FROM parts
) AS shared
WHERE place = 1
