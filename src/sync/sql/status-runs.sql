SELECT started_at, ended_at, outcome, message, version, requests, rate_limited, endpoints, counts
FROM sync_run
WHERE organization_id = $organization
ORDER BY started_at DESC, run_id
LIMIT 5
