-- {scope} and {where} are written by the modules; times are microseconds, hours are since 1970.

-- name: moved
-- By the day what was counted, one by one what was not yet (its few rows come first: SQLite keeps a CROSS JOIN's order).
SELECT left_stage, stage, direction, SUM(moves) FROM (
  SELECT h.left_stage, h.stage, h.direction, h.moves FROM journey_hours h
  WHERE h.journey = $1 AND h.hour >= $2 AND h.hour < $3 AND {hours}
  UNION ALL
  SELECT m.left_stage, m.stage, m.direction, 1 FROM stage_moves u CROSS JOIN stage_moves m
  LEFT JOIN customers t ON t.id = m.customer WHERE u.counted = 0 AND m.position = u.position AND m.journey = $1
    AND m.at >= $4 AND m.at < $5 AND {scope}) AS moved
GROUP BY left_stage, stage, direction

-- name: places
-- From `journeys_of_stage` alone, as is the next one.
SELECT journey, stage, COUNT(*) FROM journeys WHERE {scope} GROUP BY journey, stage

-- name: stalled
SELECT COUNT(*) FROM journeys j WHERE j.journey = $1 AND j.stage = $2 AND j.since <= $3 AND {scope}

-- name: related
SELECT COUNT(*) FROM threads t WHERE t.journey = $1 AND t.relationship IS NOT NULL AND {scope}

-- name: relationship
SELECT t.relationship FROM threads t WHERE t.journey = $1 AND t.relationship IS NOT NULL AND {scope}
ORDER BY t.relationship LIMIT 1 OFFSET {middle}

-- name: causes
-- Why customers went back; of a long time the latest.
SELECT cause, COUNT(*) FROM (
  SELECT m.cause FROM stage_moves m
  WHERE m.journey = $1 AND m.at >= $2 AND m.at < $3 AND m.direction = 'receding' AND {scope}
  ORDER BY m.at DESC LIMIT 5000) AS latest
GROUP BY cause ORDER BY COUNT(*) DESC, cause LIMIT 8

-- name: causes_in_scope
-- Of the latest of all: those that are in the scope.
SELECT latest.cause, COUNT(*) FROM (
  SELECT m.customer, m.journey, m.cause FROM stage_moves m
  WHERE m.journey = $1 AND m.at >= $2 AND m.at < $3 AND m.direction = 'receding'
  ORDER BY m.at DESC LIMIT 5000) AS latest
LEFT JOIN journeys t ON t.customer = latest.customer AND t.journey = latest.journey
WHERE {scope} GROUP BY latest.cause ORDER BY COUNT(*) DESC, latest.cause LIMIT 8

-- name: add
INSERT INTO journey_hours (journey, hour, left_stage, stage, direction, point_of_sale, moves)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (journey, hour, left_stage, stage, direction, point_of_sale)
DO UPDATE SET moves = journey_hours.moves + excluded.moves
