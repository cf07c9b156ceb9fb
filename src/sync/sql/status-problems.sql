SELECT kind, id, reason, first_seen, last_seen
FROM problem
WHERE organization_id = $organization
ORDER BY last_seen DESC, first_seen DESC, kind, id
LIMIT 5
