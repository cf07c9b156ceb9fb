-- Several agents or queues of one group may share a response: it is in that group once, with what they have together, or it
-- would count as several answers. Its agent and queue are those with the largest share.
SELECT *
FROM (
  SELECT
    parts.*,
    sum(share) OVER (PARTITION BY organization_id, response_id, group_id, bucket) AS weight,
    row_number() OVER (
      PARTITION BY organization_id, response_id, group_id, bucket
      ORDER BY share DESC, agent_id, queue_id
    ) AS place
  FROM parts
) AS shared
WHERE place = 1
