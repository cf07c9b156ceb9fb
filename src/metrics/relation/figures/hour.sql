-- In one hour of the week, which comes from outside as UTC times: no database has to know a time zone.
EXISTS (
  SELECT 1
  FROM (
    SELECT CAST(unnest($figure_starts) AS TIMESTAMP) AS starts_at, CAST(unnest($figure_ends) AS TIMESTAMP) AS ends_at
  ) AS period
  WHERE interaction_start >= period.starts_at AND interaction_start < period.ends_at
)
