-- From when to when there are responses.
SELECT min(basis_time) AS first_time, max(basis_time) AS last_time, count(*) AS responses FROM asked
