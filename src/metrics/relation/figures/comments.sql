source = 'survey' AND status = 'Finished' AND trim(comment) <> ''
