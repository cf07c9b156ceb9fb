source = 'survey' AND status = 'Finished' AND csat_index IS NOT NULL
