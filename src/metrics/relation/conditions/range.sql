basis_time >= CAST($range_from AS TIMESTAMP) AND basis_time < CAST($range_to AS TIMESTAMP)
