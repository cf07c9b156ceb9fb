-- As csat_by_channel has them.
lower(survey_type) = $figure_channel
