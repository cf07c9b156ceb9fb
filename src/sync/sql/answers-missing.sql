-- Without the document that ends it, and not named as a problem yet.
SELECT r.source, r.response_id AS id
FROM response AS r
WHERE r.organization_id = $organization AND NOT r.settled AND NOT r.deleted AND NOT r.calibration
  AND r.status IN ('Finished', 'OptOut', 'Error', 'Expired')
  AND NOT EXISTS (
    SELECT 1 FROM problem AS p
    WHERE p.organization_id = r.organization_id AND p.kind = r.source AND p.id = r.response_id
  )
