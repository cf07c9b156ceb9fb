-- When each version of a form was changed in Genesys, and when it was first answered, in the whole warehouse: by each of the times that
-- place responses in a period.
SELECT version.form_id, form.modified_at, version.first_completed, version.first_interaction, version.first_sent
FROM (
  SELECT
    organization_id,
    form_id,
    min(submit_date) AS first_completed,
    min(interaction_start) AS first_interaction,
    min(sent_date) AS first_sent
  FROM response
  WHERE listed AND source = 'survey' AND status = 'Finished' AND form_id IS NOT NULL
  GROUP BY organization_id, form_id
) AS version
LEFT JOIN form ON form.organization_id = version.organization_id AND form.form_id = version.form_id
