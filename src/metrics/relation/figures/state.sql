-- What became of a survey, as catalogue/funnel.sql has it.
source = 'survey'
AND (coalesce(
  CASE
    WHEN status = 'Error' AND interaction_id IN (
      SELECT sibling.interaction_id
      FROM response AS sibling
      WHERE sibling.listed
        AND sibling.source = 'survey'
        AND sibling.status IN ('Sent', 'InProgress', 'Finished', 'Expired')
    ) THEN 'Superseded'
    ELSE status
  END,
  'unstated'
) = ANY ($figure_states)) = $figure_in_states
