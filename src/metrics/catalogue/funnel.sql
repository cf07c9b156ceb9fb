-- What became of the surveys of a cohort, which its filter places by the end of the interaction. An Error with a
-- sibling that went out is superseded, not an error. A survey without an answer beyond the horizon is unanswered: only
-- surveys of interactions that began later are open.
SELECT
  bucket,
  group_id,
  survey_type,
  CASE
    WHEN status = 'Error' AND interaction_id IN (
      SELECT sibling.interaction_id
      FROM response AS sibling
      WHERE sibling.listed
        AND sibling.source = 'survey'
        -- Only these are looked for, and their states last, or all siblings of all times are gathered: four times as long.
        AND sibling.interaction_id IN (
          SELECT failed.interaction_id FROM asked AS failed WHERE failed.source = 'survey' AND failed.status = 'Error'
        )
      GROUP BY 1
      HAVING count(*) FILTER (WHERE sibling.status IN ('Sent', 'InProgress', 'Finished', 'Expired')) > 0
    ) THEN 'Superseded'
    ELSE status
  END AS state,
  count(*) AS surveys,
  count(*) FILTER (
    WHERE status IN ('Pending', 'Sent', 'InProgress') AND coalesce(interaction_start >= CAST($open_since AS TIMESTAMP), TRUE)
  ) AS open,
  sum(weight) AS weight,
  sum(weight * weight) AS weight_squares
FROM asked
WHERE source = 'survey'
GROUP BY 1, 2, 3, 4
