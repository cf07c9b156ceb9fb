-- What each agent or queue is credited with under every rule, of the answers that the headline counts. An agent may have
-- parts of an interaction on several queues, a queue several agents: their weights are added up before they are squared.
SELECT
  group_id,
  points,
  sum(genesys) AS genesys,
  sum(CASE WHEN favourable THEN genesys ELSE 0 END) AS genesys_favourable,
  sum(last) AS last,
  sum(CASE WHEN favourable THEN last ELSE 0 END) AS last_favourable,
  sum(first) AS first,
  sum(CASE WHEN favourable THEN first ELSE 0 END) AS first_favourable,
  sum(longest) AS longest,
  sum(CASE WHEN favourable THEN longest ELSE 0 END) AS longest_favourable,
  sum(all_legs) AS all_legs,
  sum(all_legs * all_legs) AS all_legs_squares,
  sum(CASE WHEN favourable THEN all_legs ELSE 0 END) AS all_legs_favourable
FROM (
  SELECT
    CASE WHEN $unit = 'queue' THEN attribution.queue_id ELSE attribution.agent_id END AS group_id,
    answer.points,
    answer.favourable,
    asked.response_id,
    sum(attribution.weight_genesys) AS genesys,
    sum(attribution.weight_last) AS last,
    sum(attribution.weight_first) AS first,
    sum(attribution.weight_longest) AS longest,
    sum(attribution.weight_all) AS all_legs
  FROM asked
  JOIN answer
    ON answer.organization_id = asked.organization_id
    AND answer.response_id = asked.response_id
  JOIN attribution
    ON attribution.organization_id = asked.organization_id
    AND attribution.response_id = asked.response_id
  WHERE asked.source = 'survey'
    AND asked.status = 'Finished'
    AND answer.headline
    AND answer.role = 'csat'
    AND answer.favourable IS NOT NULL
  GROUP BY 1, 2, 3, 4
) AS credit
GROUP BY 1, 2
