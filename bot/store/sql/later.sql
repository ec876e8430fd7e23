-- name: of
SELECT id, due_at, event FROM inbox WHERE customer IN each($1) AND state = 'waiting' AND source = $2 ORDER BY due_at LIMIT 50

-- name: call_off
DELETE FROM inbox WHERE customer IN each($1) AND id = $2 AND state = 'waiting' AND source = $3 RETURNING id
