SELECT organization_id, source, response_id
FROM response
WHERE organization_id = $organization
  AND (form_id IN (SELECT unnest($ids)) OR form_context_id IN (SELECT unnest($ids)))
