-- Problems of documents that were asked for again (a failure adds them again), or that cannot come any more.
DELETE FROM problem
WHERE organization_id = $organization
  AND (
    kind || ' ' || id IN (SELECT unnest($solved))
    OR EXISTS (
      SELECT 1 FROM response AS r
      WHERE r.organization_id = problem.organization_id AND r.source = problem.kind AND r.response_id = problem.id
        AND r.deleted
    )
  )
