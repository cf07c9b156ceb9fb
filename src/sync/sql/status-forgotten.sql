SELECT count(*) AS comments
FROM response
WHERE organization_id = $organization AND texts_read = false AND in_bulk IS NOT TRUE
