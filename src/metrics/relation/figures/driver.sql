-- Whose satisfaction and journey are both known, as catalogue/drivers.sql has them.
source = 'survey'
AND status = 'Finished'
AND csat_score IS NOT NULL
AND CASE $figure_driver
  WHEN 'wait' THEN wait_seconds
  WHEN 'talk' THEN total_talk_seconds
  WHEN 'hold' THEN total_hold_seconds
  ELSE transfers
END IS NOT NULL
