SELECT
  count(*) FILTER (WHERE texts_read = false AND in_bulk IS NOT TRUE) AS comments,
  count(*) FILTER (WHERE without_document) AS documents
FROM response
WHERE organization_id = $organization AND (texts_read = false OR without_document)
