-- name: hold
UPDATE inbox SET state = 'dead', fault = $2 WHERE id = $1 AND state = 'waiting'

-- name: keep_unreadable
INSERT INTO inbox (id, customer, source, ordinal, received_at, due_at, state, event, raw, fault)
VALUES ($1, '', $2, 0, $3, $3, 'dead', 'null', $4, $5)
ON CONFLICT (id) DO NOTHING
