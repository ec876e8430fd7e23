-- {scope}, {teams} and {where} are written by `threads`; `t` is what they speak of.

-- name: tally
SELECT folder, journey, stage, SUM(threads) FROM thread_counts t WHERE {scope} GROUP BY folder, journey, stage

-- name: waiting
SELECT COALESCE(SUM(threads), 0) FROM thread_counts t WHERE folder = 'us' AND {scope}

-- name: mine
SELECT COUNT(*) FROM threads t WHERE assignee = $1 AND folder NOT IN ('closed', 'snoozed')

-- name: count
SELECT COUNT(*) FROM threads t WHERE {where}

-- name: unassigned
-- From `threads_unassigned` alone.
SELECT COUNT(*) FROM threads t WHERE folder IN ('us', 'customer') AND assignee IS NULL AND {scope} AND {teams}

-- name: stages
SELECT journey, stage, COUNT(*) FROM threads t WHERE {where} GROUP BY folder, journey, stage

-- name: settle
-- What comes while this runs is not seen, and not taken; of two that run at once the second finds nothing.
WITH taken AS (DELETE FROM thread_counts RETURNING folder, journey, stage, point_of_sale, threads)
INSERT INTO thread_counts (folder, journey, stage, point_of_sale, threads)
SELECT folder, journey, stage, point_of_sale, SUM(threads) FROM taken
GROUP BY folder, journey, stage, point_of_sale HAVING SUM(threads) <> 0
