-- name: ask
INSERT INTO errands (id, customer, kind, body, state, created_at, due_at) VALUES ($1, $2, $3, $4, 'waiting', $5, $5)
ON CONFLICT (id) DO NOTHING

-- name: due
SELECT id, customer, kind, body, attempts FROM errands WHERE state = 'waiting' AND due_at <= $1 ORDER BY due_at LIMIT $2

-- name: done
UPDATE errands SET state = 'done', attempts = attempts + 1, error = NULL WHERE id = $1 AND state = 'waiting'

-- name: again
UPDATE errands SET due_at = $2, attempts = attempts + 1, error = $3 WHERE id = $1 AND state = 'waiting'

-- name: give_up
UPDATE errands SET state = 'given_up', attempts = attempts + 1, error = $2 WHERE id = $1 AND state = 'waiting'
