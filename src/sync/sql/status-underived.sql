-- A response may be noted several times; a note about a whole interaction names no response yet.
SELECT count(DISTINCT left(source, 1) || response_id) AS n
FROM underived
WHERE organization_id = $organization AND source <> 'interaction'
