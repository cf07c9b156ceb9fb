-- What became of a survey, as catalogue/funnel.sql has it.
source = 'survey'
AND (coalesce(
  CASE
    WHEN status = 'Error' AND interaction_id IN (
      SELECT sibling.interaction_id
      FROM response AS sibling
      WHERE sibling.listed
        AND sibling.source = 'survey'
        AND sibling.interaction_id IN (
          SELECT failed.interaction_id
          FROM response AS failed
          WHERE failed.source = 'survey' AND failed.status = 'Error'
        )
      GROUP BY 1
      HAVING count(*) FILTER (WHERE sibling.status IN ('Sent', 'InProgress', 'Finished', 'Expired')) > 0
    ) THEN 'Superseded'
    ELSE status
  END,
  'unstated'
) = ANY ($figure_states)) = $figure_in_states
