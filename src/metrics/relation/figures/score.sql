source = 'survey' AND status = 'Finished' AND total_score IS NOT NULL
