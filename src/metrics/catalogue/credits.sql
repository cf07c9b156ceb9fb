-- What each agent is credited with under every rule, of the answers that the headline counts.
SELECT
  CASE WHEN $unit = 'queue' THEN attribution.queue_id ELSE attribution.agent_id END AS group_id,
  answer.points,
  sum(weight_genesys) AS genesys,
  sum(CASE WHEN answer.favourable THEN weight_genesys ELSE 0 END) AS genesys_favourable,
  sum(weight_last) AS last,
  sum(CASE WHEN answer.favourable THEN weight_last ELSE 0 END) AS last_favourable,
  sum(weight_first) AS first,
  sum(CASE WHEN answer.favourable THEN weight_first ELSE 0 END) AS first_favourable,
  sum(weight_longest) AS longest,
  sum(CASE WHEN answer.favourable THEN weight_longest ELSE 0 END) AS longest_favourable,
  sum(weight_all) AS all_legs,
  sum(weight_all * weight_all) AS all_legs_squares,
  sum(CASE WHEN answer.favourable THEN weight_all ELSE 0 END) AS all_legs_favourable
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
GROUP BY 1, 2
