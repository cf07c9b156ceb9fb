-- How many finished, and how completely they were answered.
SELECT
  bucket,
  group_id,
  source,
  count(DISTINCT response_id) AS responses,
  count(DISTINCT CASE WHEN status = 'Finished' THEN interaction_id END) AS interactions,
  count(DISTINCT CASE WHEN status = 'Finished' THEN response_id END) AS finished,
  count(DISTINCT CASE WHEN status = 'Finished' AND partial IS NOT TRUE THEN response_id END) AS complete,
  count(DISTINCT CASE WHEN status IN ('InProgress', 'Finished') THEN response_id END) AS started,
  count(DISTINCT CASE WHEN status = 'Finished' AND trim(comment) <> '' THEN response_id END) AS commented,
  count(DISTINCT agent_id) AS agents,
  count(DISTINCT CASE WHEN NOT linked THEN response_id END) AS unlinked
FROM parts
GROUP BY 1, 2, 3
