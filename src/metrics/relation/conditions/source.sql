source = ANY ($sources)
