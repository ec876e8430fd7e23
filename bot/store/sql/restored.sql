-- name: count_parts
SELECT COUNT(*) FROM outbox WHERE state IN ('queued', 'sending', 'unknown')

-- name: hold_parts
UPDATE outbox SET state = 'unknown', resent = 1, changed_at = $1, error = 'restored from a backup'
WHERE state IN ('queued', 'sending', 'unknown')

-- name: due_timers
SELECT position, event FROM inbox WHERE state = 'waiting' AND source = 'timer' AND due_at <= $1

-- name: hold_timers
UPDATE inbox SET state = 'dead', met_at = $2, fault = 'restored from a backup: it may have been met since the copy was made'
WHERE position IN numbers($1) AND state = 'waiting'

-- name: restored
INSERT INTO cursors (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value
