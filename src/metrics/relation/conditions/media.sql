lower(media_type) = ANY ($wanted_media)
