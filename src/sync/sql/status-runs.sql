-- A run that ended before it knew its organization may have been of any of them.
SELECT
  organization_id, run_id, started_at, ended_at, outcome, exit_code, message, version, sources, requests, rate_limited,
  endpoints, counts
FROM sync_run
WHERE organization_id = $organization OR organization_id IS NULL
ORDER BY started_at DESC, run_id
LIMIT 5
