source = 'survey' AND status = 'Finished'
