source = 'evaluation' AND status = 'Finished' AND evaluator_id IS NULL AND evaluator_csat_score IS NOT NULL
