-- What is not known to be by voice was delivered by web.
lower(coalesce(survey_type, '')) <> 'voice'
