SELECT
  (SELECT count(*) FROM csat_response) AS responses,
  (SELECT count(DISTINCT agent_id) FROM csat_response) AS agents,
  (SELECT min(coalesce(submit_date, interaction_start)) FROM csat_response) AS oldest,
  (SELECT count(*) FROM erasure) AS erasures
