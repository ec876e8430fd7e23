-- name: standings
SELECT customer, journey, stage, since FROM journeys ORDER BY customer, journey

-- name: moves
SELECT customer, journey, left_stage, stage, at, entered_at FROM stage_moves WHERE left_stage <> '' ORDER BY position

-- name: contacts
SELECT position, customer, at, direction, channel FROM transcript
WHERE position > $1 AND at >= $2 ORDER BY position LIMIT $3
