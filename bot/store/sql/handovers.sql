-- name: hand_over
INSERT INTO handovers (id, customer, team, reason, priority, conversation, opened_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (id) DO NOTHING

-- name: give_back
UPDATE handovers SET closed_at = $2, closed_by = $3 WHERE id = $1 AND closed_at IS NULL
