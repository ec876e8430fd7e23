-- name: note
INSERT INTO webhook_deliveries (errand, customer, at, outcome, reason, said_by) VALUES ($1, $2, $3, $4, $5, $6)

-- name: one
SELECT position, customer, id, body, state, created_at, due_at, attempts, error FROM errands
WHERE id = $1 AND kind IN ('emit', 'place_order')

-- name: tries
SELECT at, outcome, reason, said_by FROM webhook_deliveries WHERE errand = $1 ORDER BY position

-- name: replay
UPDATE errands SET state = 'waiting', due_at = $2, attempts = 0, error = NULL
WHERE id = $1 AND kind IN ('emit', 'place_order') AND state <> 'waiting' RETURNING customer

-- name: latest
SELECT position, customer, id, body, state, created_at, due_at, attempts, error FROM errands
WHERE kind IN ('emit', 'place_order') AND position < $1 ORDER BY position DESC LIMIT $2

-- name: latest_of_state
SELECT position, customer, id, body, state, created_at, due_at, attempts, error FROM errands
WHERE kind IN ('emit', 'place_order') AND position < $1 AND state = $3 ORDER BY position DESC LIMIT $2

-- name: counts
SELECT state, COUNT(*) FROM errands WHERE kind IN ('emit', 'place_order') GROUP BY state
