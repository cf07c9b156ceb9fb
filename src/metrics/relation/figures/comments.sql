source = 'survey' AND status = 'Finished' AND comment IS NOT NULL
