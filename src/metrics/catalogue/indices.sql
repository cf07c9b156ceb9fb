-- Means over whole responses: of all csat questions, of an evaluator's judgement, and of Genesys' own score.
SELECT
  bucket,
  group_id,
  source,
  evaluator_id IS NULL AND source = 'evaluation' AS by_machine,
  count(csat_index) AS index_answers,
  sum(CASE WHEN csat_index IS NOT NULL THEN weight ELSE 0 END) AS index_weight,
  sum(CASE WHEN csat_index IS NOT NULL THEN weight * weight ELSE 0 END) AS index_weight_squares,
  sum(weight * csat_index) AS index_sum,
  sum(weight * csat_index * csat_index) AS index_squares,
  min(csat_index) AS index_low,
  max(csat_index) AS index_high,
  count(evaluator_csat_score) AS evaluator_answers,
  sum(CASE WHEN evaluator_csat_score IS NOT NULL THEN weight ELSE 0 END) AS evaluator_weight,
  sum(CASE WHEN evaluator_csat_score IS NOT NULL THEN weight * weight ELSE 0 END) AS evaluator_weight_squares,
  sum(weight * evaluator_csat_score) AS evaluator_sum,
  sum(weight * evaluator_csat_score * evaluator_csat_score) AS evaluator_squares,
  min(evaluator_csat_score) AS evaluator_low,
  max(evaluator_csat_score) AS evaluator_high,
  count(total_score) AS total_answers,
  sum(CASE WHEN total_score IS NOT NULL THEN weight ELSE 0 END) AS total_weight,
  sum(CASE WHEN total_score IS NOT NULL THEN weight * weight ELSE 0 END) AS total_weight_squares,
  sum(weight * total_score) AS total_sum,
  sum(weight * total_score * total_score) AS total_squares,
  min(total_score) AS total_low,
  max(total_score) AS total_high
FROM asked
WHERE status = 'Finished'
GROUP BY 1, 2, 3, 4
