-- May still be answered, as catalogue/funnel.sql has it.
source = 'survey'
AND status IN ('Pending', 'Sent', 'InProgress')
AND coalesce(interaction_start >= CAST($figure_open_since AS TIMESTAMP), TRUE)
