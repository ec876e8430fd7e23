-- name: again
UPDATE outbox SET state = 'queued', resent = 1, due_at = $2, changed_at = $2, error = NULL
WHERE id = $1 AND state IN ('unknown', 'abandoned') AND resent = 0 RETURNING customer
