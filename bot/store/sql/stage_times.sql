-- name: to_count
SELECT position, journey, left_stage, direction, at - entered_at, at, stage, customer FROM stage_moves
WHERE counted = 0 ORDER BY position LIMIT $1 ROW_LOCK

-- name: places
SELECT id, point_of_sale FROM customers WHERE id IN each($1) AND point_of_sale IS NOT NULL

-- name: sketch
SELECT sketch FROM stage_times WHERE journey = $1 AND stage = $2 ROW_LOCK

-- name: put
INSERT INTO stage_times (journey, stage, known, median, slow, sketch) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (journey, stage) DO UPDATE SET known = excluded.known, median = excluded.median, slow = excluded.slow,
  sketch = excluded.sketch

-- name: counted
UPDATE stage_moves SET counted = 1 WHERE position IN numbers($1)

-- name: all
SELECT journey, stage, known, median, slow FROM stage_times ORDER BY journey, stage
