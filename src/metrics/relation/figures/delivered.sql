source = 'survey' AND status IN ('Sent', 'InProgress', 'Finished', 'Expired')
