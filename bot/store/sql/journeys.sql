-- name: move
INSERT INTO stage_moves (customer, at, journey, left_stage, entered_at, stage, direction, cause, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)

-- name: stands
INSERT INTO journeys (customer, journey, stage, since, direction, cause) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (customer, journey) DO UPDATE SET stage = excluded.stage, since = excluded.since,
  direction = excluded.direction, cause = excluded.cause

-- name: leave
DELETE FROM journeys WHERE customer = $1 AND journey = $2

-- name: moment
INSERT INTO moments (customer, at, journey, cause, change, value, rule, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)

-- name: of
SELECT journey, stage, since, direction, cause FROM journeys WHERE customer = $1 ORDER BY since, journey

-- name: moves
SELECT at, journey, left_stage, entered_at, stage, direction, cause, version FROM stage_moves
WHERE customer IN each($1) ORDER BY at, position

-- name: moments
SELECT at, journey, cause, change, value, rule, version FROM moments WHERE customer IN each($1) ORDER BY at, position

-- name: walkers
SELECT DISTINCT customer FROM journeys WHERE customer > $1 ORDER BY customer LIMIT $2
