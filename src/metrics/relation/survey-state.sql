-- What became of a survey. An Error with a sibling that went out is superseded, not an error.
CASE
  WHEN status = 'Error' AND interaction_id IN (
    SELECT sibling.interaction_id
    FROM response AS sibling
    WHERE sibling.listed
      AND sibling.source = 'survey'
      -- Only these are looked for, and their states last, or all siblings of all times are gathered: four times as long.
      AND sibling.interaction_id IN (
        SELECT failed.interaction_id FROM {table} AS failed WHERE failed.source = 'survey' AND failed.status = 'Error'
      )
    GROUP BY 1
    HAVING count(*) FILTER (WHERE sibling.status IN ('Sent', 'InProgress', 'Finished', 'Expired')) > 0
  ) THEN 'Superseded'
  ELSE status
END
