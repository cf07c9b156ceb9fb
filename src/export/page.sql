-- Where the rows of one page are, in order. What it is ordered by, and the ids after it, decide where it begins, so that what is
-- written meanwhile moves no row from one page to another.
SELECT response_id, position, sort_key
FROM (SELECT response_id, {position} AS position, {key} AS sort_key FROM ({source}) AS listed) AS placed
WHERE {after}
ORDER BY sort_key {direction} NULLS LAST, response_id, position
LIMIT CAST($page_limit AS BIGINT)
