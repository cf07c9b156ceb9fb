-- Names of columns are those of attribution here: whom the rule credits, not whom the response names.
EXISTS (
  SELECT 1
  FROM attribution
  WHERE attribution.organization_id = response.organization_id
    AND attribution.response_id = response.response_id
    AND {range of attribution}
    AND attribution.weight_{rule} > 0
    AND {conditions}
)
