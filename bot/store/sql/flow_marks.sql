-- name: mark
INSERT INTO flow_marks (customer, at, kind, flow, step, name, key, event)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT DO NOTHING

-- name: to_count
-- When the conversation began, the step reached before, and whose customer it is.
SELECT m.position, m.customer, m.at, m.kind, m.flow, m.step, m.name, m.key,
  COALESCE(m.began, (SELECT MIN(s.at) FROM flow_marks s WHERE s.key = m.key AND s.kind = 'started')),
  (SELECT b.step FROM flow_marks b WHERE b.key = m.key AND b.kind = 'reached' AND b.position < m.position
    ORDER BY b.position DESC LIMIT 1),
  (SELECT c.point_of_sale FROM customers c WHERE c.id = m.customer)
FROM flow_marks m WHERE m.counted = 0 ORDER BY m.position LIMIT $1

-- name: arms
SELECT customer, at, flow, step, name, key FROM flow_marks WHERE customer IN each($1) AND kind = 'arm'

-- name: win
INSERT INTO flow_marks (customer, at, kind, flow, step, name, key, event, began)
VALUES ($1, $2, 'won', $3, $4, $5, $6, '', $7)
ON CONFLICT DO NOTHING

-- name: counted
UPDATE flow_marks SET began = $2, point_of_sale = $3, step = $4, counted = 1 WHERE position = $1

-- name: add
INSERT INTO flow_days (kind, day, flow, step, name, point_of_sale, times) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (kind, day, flow, step, name, point_of_sale) DO UPDATE SET times = flow_days.times + excluded.times

-- name: of_all
SELECT flow, kind, name, SUM(times) FROM flow_days
WHERE kind IN ('started', 'ended') AND day >= $1 AND day <= $2 AND ($3 = '[]' OR point_of_sale = '' OR point_of_sale IN each($3))
GROUP BY flow, kind, name

-- name: of_flow
SELECT kind, step, name, SUM(times) FROM flow_days
WHERE kind IN ('started', 'reached', 'passed', 'lost', 'ended', 'stopped', 'lasted', 'arm', 'won')
  AND day >= $1 AND day <= $2 AND flow = $3 AND ($4 = '[]' OR point_of_sale = '' OR point_of_sale IN each($4))
GROUP BY kind, step, name

-- name: behind
SELECT m.position, m.began, m.customer, m.at, m.name, m.event FROM flow_marks m
WHERE m.kind = $1 AND m.flow = $2 AND m.step = $3 AND m.name = $4 AND m.began >= $5
  AND (m.began, m.position) < ($6, $7)
  AND ($8 = '[]' OR m.point_of_sale = '' OR m.point_of_sale IN each($8))
ORDER BY m.began DESC, m.position DESC LIMIT $9

-- name: outcomes
SELECT DISTINCT name FROM flow_days WHERE kind = 'ended' AND day >= $1 AND day <= $2 AND flow = $3

-- name: words
SELECT source, text, customer, at FROM transcript WHERE customer IN each($1) AND source IN each($2) AND direction = 'in'
