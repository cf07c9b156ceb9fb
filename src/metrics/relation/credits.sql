LEFT JOIN attribution
  ON attribution.organization_id = response.organization_id
  AND attribution.response_id = response.response_id
  AND {range of attribution}
  AND attribution.weight_{rule} > 0
