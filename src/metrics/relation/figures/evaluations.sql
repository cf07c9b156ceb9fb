source = 'evaluation' AND status = 'Finished'
