csat_score BETWEEN $score_from AND $score_to
