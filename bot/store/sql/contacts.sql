-- name: position
SELECT value FROM cursors WHERE name = 'contacts' ROW_LOCK

-- name: move
INSERT INTO cursors (name, value) VALUES ('contacts', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value

-- name: said
SELECT position, customer, at, direction, channel FROM transcript WHERE position > $1 ORDER BY position LIMIT $2

-- name: moves
SELECT customer, journey, left_stage, stage, at FROM stage_moves WHERE customer IN each($1) ORDER BY customer, at, position

-- name: standings
SELECT customer, journey, stage, since FROM journeys WHERE customer IN each($1)

-- name: answers
SELECT customer, at FROM transcript WHERE customer IN each($1) AND direction = 'out' AND at >= $2 AND at < $3 ORDER BY at

-- name: places
SELECT id, point_of_sale FROM customers WHERE id IN each($1) AND point_of_sale IS NOT NULL

-- name: keep
INSERT INTO contacts (customer, at, journey, stage, channel, direction, answered) VALUES ($1, $2, $3, $4, $5, $6, $7)

-- name: add
INSERT INTO contact_hours (journey, hour, stage, channel, direction, point_of_sale, messages, answered)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (journey, hour, stage, channel, direction, point_of_sale)
DO UPDATE SET messages = contact_hours.messages + excluded.messages, answered = contact_hours.answered + excluded.answered

-- name: cells
SELECT stage, channel, direction, SUM(messages), SUM(answered) FROM contact_hours h
WHERE h.journey = $1 AND h.hour >= $2 AND h.hour < $3 AND {scope} GROUP BY stage, channel, direction
