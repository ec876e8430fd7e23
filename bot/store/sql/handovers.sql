-- name: open_now
SELECT id, customer, team, reason, priority, conversation, opened_at, closed_at, closed_by FROM handovers
WHERE closed_at IS NULL ORDER BY opened_at LIMIT $1

-- name: of
SELECT id, customer, team, reason, priority, conversation, opened_at, closed_at, closed_by FROM handovers
WHERE customer IN each($1) ORDER BY position

-- name: hand_over
INSERT INTO handovers (id, customer, team, reason, priority, conversation, opened_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (id) DO NOTHING

-- name: give_back
UPDATE handovers SET closed_at = $2, closed_by = $3 WHERE id = $1 AND closed_at IS NULL
