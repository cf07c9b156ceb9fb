-- Periods come from outside as UTC times: no database has to know a time zone.
SELECT grouped.*, period.label AS bucket
FROM grouped
JOIN (
  SELECT
    unnest($bucket_labels) AS label,
    CAST(unnest($bucket_starts) AS TIMESTAMP) AS starts_at,
    CAST(unnest($bucket_ends) AS TIMESTAMP) AS ends_at
) AS period
  ON grouped.basis_time >= period.starts_at AND grouped.basis_time < period.ends_at
