-- How many responses of each form have an answer to its lead question, and how many of these show satisfaction.
SELECT
  r.source,
  coalesce(r.form_context_id, r.form_id) AS form_context_id,
  count(*) AS responses,
  count(*) FILTER (WHERE a.satisfied) AS satisfied
FROM answer AS a
INNER JOIN response AS r ON r.organization_id = a.organization_id AND r.response_id = a.response_id
WHERE a.organization_id = $organization AND a.lead
GROUP BY r.source, coalesce(r.form_context_id, r.form_id)
