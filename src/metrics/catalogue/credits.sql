-- The credits of each agent or queue under every rule, of the answers that the headline counts. An agent may have parts
-- of an interaction on several queues, a queue several agents: their weights are added up before they are squared.
-- Answers that a rule credits to nobody are nobody's, so that the parts add up to all answers: a rule credits a whole
-- answer or nothing of it, which is why the rest is rounded.
, counted AS (
  SELECT asked.organization_id, asked.response_id, answer.points, answer.favourable
  FROM asked
  JOIN answer
    ON answer.organization_id = asked.organization_id
    AND answer.response_id = asked.response_id
    AND {range of answer}
  WHERE asked.source = 'survey'
    AND asked.status = 'Finished'
    AND CASE
      WHEN $any_about THEN answer.headline
      ELSE lower(answer.question_context_id) = ANY ($about) OR lower(answer.question_id) = ANY ($about)
    END
    AND answer.role = 'csat'
    AND answer.favourable IS NOT NULL
), credit AS MATERIALIZED (
  SELECT
    group_id,
    points,
    favourable,
    sum(genesys) AS genesys,
    sum(last) AS last,
    sum(first) AS first,
    sum(longest) AS longest,
    sum(all_legs) AS all_legs,
    sum(all_legs * all_legs) AS all_legs_squares,
    sum(last * all_legs) AS last_all_legs,
    count(*) FILTER (WHERE all_legs > 0) AS all_legs_answers,
    count(*) FILTER (WHERE last > 0 OR all_legs > 0) AS compared
  FROM (
    SELECT
      CASE WHEN $unit = 'queue' THEN attribution.queue_id ELSE attribution.agent_id END AS group_id,
      counted.points,
      counted.favourable,
      counted.response_id,
      sum(attribution.weight_genesys) AS genesys,
      sum(attribution.weight_last) AS last,
      sum(attribution.weight_first) AS first,
      sum(attribution.weight_longest) AS longest,
      sum(attribution.weight_all) AS all_legs
    FROM counted
    JOIN attribution
      ON attribution.organization_id = counted.organization_id
      AND attribution.response_id = counted.response_id
      AND {range of attribution}
    GROUP BY 1, 2, 3, 4
  ) AS share
  GROUP BY 1, 2, 3
), rest AS (
  SELECT
    answered.points,
    answered.favourable,
    round(answered.answers - coalesce(given.genesys, 0)) AS genesys,
    round(answered.answers - coalesce(given.last, 0)) AS last,
    round(answered.answers - coalesce(given.first, 0)) AS first,
    round(answered.answers - coalesce(given.longest, 0)) AS longest,
    round(answered.answers - coalesce(given.all_legs, 0)) AS all_legs
  FROM (SELECT points, favourable, count(*) AS answers FROM counted GROUP BY 1, 2) AS answered
  LEFT JOIN (
    SELECT
      points,
      favourable,
      sum(genesys) AS genesys,
      sum(last) AS last,
      sum(first) AS first,
      sum(longest) AS longest,
      sum(all_legs) AS all_legs
    FROM credit
    GROUP BY 1, 2
  ) AS given
    ON given.points = answered.points
    AND given.favourable = answered.favourable
)
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
  sum(all_legs_squares) AS all_legs_squares,
  sum(CASE WHEN favourable THEN all_legs ELSE 0 END) AS all_legs_favourable,
  sum(CASE WHEN favourable THEN all_legs_squares ELSE 0 END) AS all_legs_squares_favourable,
  sum(all_legs_answers) AS all_legs_answers,
  sum(CASE WHEN group_id IS NULL THEN 0 ELSE last_all_legs END) AS last_all_legs,
  sum(CASE WHEN favourable AND group_id IS NOT NULL THEN last_all_legs ELSE 0 END) AS last_all_legs_favourable,
  sum(CASE WHEN group_id IS NULL THEN 0 ELSE compared END) AS compared
FROM (
  SELECT
    group_id,
    points,
    favourable,
    genesys,
    last,
    first,
    longest,
    all_legs,
    all_legs_squares,
    last_all_legs,
    all_legs_answers,
    compared
  FROM credit
  UNION ALL
  SELECT NULL, points, favourable, genesys, last, first, longest, all_legs, all_legs, 0, all_legs, 0 FROM rest
  WHERE genesys > 0 OR last > 0 OR first > 0 OR longest > 0 OR all_legs > 0
) AS shared
GROUP BY 1, 2
