-- Surveys that were read in bulk: all of these forms, and those in which something may be written that is wanted now, as long as
-- documents are kept.
SELECT response_id, interaction_id, form_id, queue_id
FROM response
WHERE organization_id = $organization AND source = 'survey' AND in_bulk
  AND (
    coalesce(form_context_id, form_id) IN (SELECT unnest($forms))
    OR (NOT texts_read AND without_document IS NOT TRUE AND ($texts = 'all' OR ($texts = 'low' AND satisfied IS NOT TRUE)))
  )
