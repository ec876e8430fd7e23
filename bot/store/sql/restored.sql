-- name: count_parts
SELECT COUNT(*) FROM outbox WHERE state IN ('queued', 'sending', 'unknown')

-- name: hold_parts
UPDATE outbox SET state = 'unknown', resent = 1, changed_at = $1, held_at = $1, error = 'restored from a backup'
WHERE state IN ('queued', 'sending', 'unknown')

-- name: due_timers
SELECT position, event FROM inbox WHERE state = 'waiting' AND source = 'timer' AND due_at <= $1

-- name: hold_timers
UPDATE inbox SET state = 'dead', met_at = $2, fault = 'restored from a backup: it may have been met since the copy was made'
WHERE position IN numbers($1) AND state = 'waiting'

-- name: restored
INSERT INTO cursors (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value

-- name: held_parts
SELECT id, customer, channel, address, purpose, created_at, body FROM outbox
WHERE held_at IS NOT NULL AND state IN ('unknown', 'abandoned') AND ($1 = '' OR customer = $1) ORDER BY position

-- name: held_timers
SELECT id, customer, due_at, event FROM inbox
WHERE state = 'dead' AND source = 'timer' AND fault LIKE 'restored from a backup%' AND ($1 = '' OR customer = $1)
ORDER BY position

-- name: send_part
-- As if never tried: its age counts from now, its `not_after` still holds.
UPDATE outbox SET state = 'queued', held_at = NULL, attempts = 0, error = NULL, due_at = $2, changed_at = $2
WHERE id = $1 AND held_at IS NOT NULL AND state IN ('unknown', 'abandoned') RETURNING id

-- name: leave_part
UPDATE outbox SET state = 'abandoned', held_at = NULL, changed_at = $2
WHERE id = $1 AND held_at IS NOT NULL AND state IN ('unknown', 'abandoned') RETURNING id

-- name: leave_timer
DELETE FROM inbox WHERE id = $1 AND state = 'dead' AND source = 'timer'

-- name: count_held
SELECT COUNT(*) FROM outbox WHERE held_at IS NOT NULL AND state IN ('unknown', 'abandoned')
