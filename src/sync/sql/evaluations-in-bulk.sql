-- Evaluations that were read in bulk: all of these forms, and those in which something may be written that is wanted now, as long
-- as documents are kept.
SELECT response_id
FROM response
WHERE organization_id = $organization AND source = 'evaluation' AND in_bulk
  AND (
    coalesce(form_context_id, form_id) IN (SELECT unnest($forms))
    OR (
      NOT texts_read AND without_document IS NOT TRUE
      AND (
        $texts = 'all'
        -- Whether an evaluator thinks that the customer was satisfied stands with the answer alone.
        OR ($texts = 'low' AND response_id NOT IN (
          SELECT response_id FROM answer WHERE organization_id = $organization AND lead AND satisfied
        ))
      )
    )
  )
