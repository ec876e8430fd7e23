-- name: to_count
SELECT o.position, o.created_at, o.channel, o.purpose, o.state, o.error, o.counted, o.counted_why,
  CASE WHEN o.channel = 'sms' THEN o.body END, c.point_of_sale, o.customer, o.address
FROM outbox o LEFT JOIN customers c ON c.id = o.customer
WHERE o.counted <> o.state AND (o.counted <> '' OR o.state NOT IN ('queued', 'sending')) ORDER BY o.position LIMIT $1

-- name: counted
-- What has moved on meanwhile is counted again.
UPDATE outbox SET counted = $2, counted_why = $3 WHERE position = $1

-- name: add
INSERT INTO sending_days (day, channel, purpose, state, why, point_of_sale, parts, segments, lowest, highest)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
ON CONFLICT (day, channel, purpose, state, why, point_of_sale) DO UPDATE SET
  parts = sending_days.parts + excluded.parts, segments = sending_days.segments + excluded.segments,
  lowest = CASE WHEN excluded.lowest < sending_days.lowest THEN excluded.lowest ELSE sending_days.lowest END,
  highest = CASE WHEN excluded.highest > sending_days.highest THEN excluded.highest ELSE sending_days.highest END

-- name: by_channel
SELECT day, channel, purpose, state, why, SUM(parts), SUM(segments) FROM sending_days
WHERE day >= $1 AND day <= $2 AND ($3 = '[]' OR point_of_sale = '' OR point_of_sale IN each($3))
GROUP BY day, channel, purpose, state, why

-- name: bounds
SELECT MIN(lowest), MAX(highest) FROM sending_days WHERE day >= $1 AND day <= $2 AND state = $3 AND parts > 0

-- name: wrong
SELECT o.position, o.created_at, o.id, o.customer, o.channel, o.purpose, o.state, o.error, o.resent, o.body
FROM outbox o LEFT JOIN customers c ON c.id = o.customer
WHERE o.counted = $1 AND o.counted_why = $2 AND o.counted IN ('undelivered', 'failed', 'refused', 'dropped', 'unknown', 'abandoned')
  AND o.customer NOT LIKE 'staff:%' AND o.created_at >= $3 AND (o.created_at, o.position) < ($4, $5) AND ($6 = '' OR o.channel = $6)
  AND ($7 = '[]' OR c.point_of_sale IS NULL OR c.point_of_sale IN each($7))
ORDER BY o.created_at DESC, o.position DESC LIMIT $8

-- name: whys
SELECT DISTINCT why FROM sending_days WHERE day >= $1 AND day <= $2 AND state = $3 AND parts > 0

-- name: walk
-- A stretch of the outbox is looked through, however few of it are wanted.
SELECT o.position, o.created_at, o.id, o.customer, o.channel, o.purpose, o.state, o.error, o.resent, o.body,
  CASE WHEN o.customer NOT LIKE 'staff:%' AND o.counted = $3 AND o.created_at >= $4 AND o.created_at < $5 AND ($6 = '' OR o.channel = $6)
    AND ($7 = '[]' OR c.point_of_sale IS NULL OR c.point_of_sale IN each($7)) THEN 1 ELSE 0 END
FROM outbox o LEFT JOIN customers c ON c.id = o.customer
WHERE o.position >= $1 AND o.position < $2 ORDER BY o.position DESC LIMIT $8

-- name: opt_outs
SELECT n.position, n.at, n.customer, n.channel, n.purpose, n.source FROM consents n LEFT JOIN customers c ON c.id = n.customer
WHERE n.granted = 0 AND n.pending = 0 AND n.at >= $1 AND (n.at, n.position) < ($2, $3)
  AND ($4 = '[]' OR c.point_of_sale IS NULL OR c.point_of_sale IN each($4))
ORDER BY n.at DESC, n.position DESC LIMIT $5

-- name: opt_out_counts
SELECT n.channel, n.purpose, COUNT(DISTINCT n.customer) FROM consents n
WHERE n.granted = 0 AND n.pending = 0 AND n.at >= $1 AND n.at < $2
  AND ($3 = '[]' OR NOT EXISTS (SELECT 1 FROM customers c WHERE c.id = n.customer AND c.point_of_sale NOT IN each($3)))
GROUP BY n.channel, n.purpose
