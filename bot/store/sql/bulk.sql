-- name: met
INSERT INTO inbox (id, customer, source, ordinal, received_at, due_at, event, reading, state, met_at)
VALUES ($1, $2, $3, 0, $4, $5, $6, $7, 'done', $8)

-- name: taken
UPDATE outbox SET state = 'sending', attempts = attempts + 1, changed_at = $2, sender = 'demo' WHERE id = $1 AND state = 'queued'

-- name: handovers
SELECT customer, team, MAX(opened_at), CASE WHEN COUNT(*) > COUNT(closed_at) THEN NULL ELSE MAX(closed_at) END
FROM handovers GROUP BY customer, team ORDER BY MAX(opened_at), customer
