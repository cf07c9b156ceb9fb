-- A response may be noted several times; what was noted of whole interactions names no response yet.
SELECT count(DISTINCT source || ' ' || response_id) AS n
FROM underived
WHERE organization_id = $organization AND source IN ('survey', 'evaluation')
