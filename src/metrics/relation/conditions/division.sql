interaction_id IN (
  SELECT inside.interaction_id
  FROM interaction_division AS inside
  LEFT JOIN division
    ON division.organization_id = inside.organization_id
    AND division.division_id = inside.division_id
  WHERE lower(inside.division_id) = ANY ($wanted_division) OR lower(division.name) = ANY ($wanted_division)
)
