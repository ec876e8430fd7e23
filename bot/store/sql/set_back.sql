-- What was put down at a time that is still to come: the clock was ahead then, and has been set back.

-- name: events
-- Not what somebody planned for later.
UPDATE inbox SET due_at = $1
WHERE state = 'waiting' AND source <> 'timer' AND due_at > $1 AND received_at > $1 AND due_at <= received_at

-- name: parts
-- What was to leave at once, or was tried and is to be tried again.
UPDATE outbox SET due_at = $1
WHERE state = 'queued' AND due_at > $1 AND created_at > $1 AND (due_at <= created_at OR attempts > 0)

-- name: errands
UPDATE errands SET due_at = $1 WHERE state = 'waiting' AND due_at > $1 AND created_at > $1
