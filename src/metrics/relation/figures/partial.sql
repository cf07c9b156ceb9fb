source = 'survey' AND status = 'Finished' AND partial IS TRUE
