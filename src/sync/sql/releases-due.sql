-- Evaluations whose scheduled release has come since their rows were derived (or has not, where a clock was set back).
INSERT INTO underived
SELECT organization_id, source, response_id
FROM response
WHERE organization_id = $organization AND source = 'evaluation'
  AND release_date IS NOT NULL AND released <> (release_date <= CAST($now AS TIMESTAMP))
