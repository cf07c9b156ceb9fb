-- Begun, and either finished or left, as catalogue/volume.sql has it.
source = 'survey'
AND started
AND (coalesce(status, '') <> 'InProgress' OR interaction_start < CAST($figure_open_since AS TIMESTAMP))
