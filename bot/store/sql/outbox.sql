-- name: claimable
-- Replies first. A part waits for every earlier part of its address that may still leave, or may have left unknown to us;
-- one that was planned for later and never tried holds nobody up, nor does one whose first copy has had its place.
SELECT o.position FROM outbox o
WHERE o.state = 'queued' AND o.channel = $1 AND o.due_at <= $2
  AND o.address NOT IN each($3)
  AND NOT EXISTS (
    SELECT 1 FROM outbox e
    WHERE e.customer = o.customer AND e.channel = o.channel AND e.address = o.address AND e.position < o.position
      AND e.state IN ('queued', 'sending', 'unknown')
      AND (e.state <> 'queued' OR e.due_at <= $2 OR (e.attempts > 0 AND e.former_ids = '[]')))
ORDER BY o.urgency, o.due_at, o.position
LIMIT $4 SKIP_LOCKED

-- name: claim
UPDATE outbox SET state = 'sending', attempts = attempts + 1, changed_at = $2, sender = $3
WHERE position IN numbers($1) AND state = 'queued' RETURNING position

-- name: parts
SELECT o.id, o.customer, o.channel, o.address, o.body, o.purpose, o.position, o.state, o.created_at, o.due_at, o.not_after,
  o.attempts, o.resent, o.provider_id, o.error, o.gate, o.language, o.former_ids
FROM outbox o WHERE o.position IN numbers($1) ORDER BY o.urgency, o.due_at, o.position

-- name: states
SELECT id, state FROM customers WHERE id IN each($1)

-- name: in_state
SELECT o.id, o.customer, o.channel, o.address, o.body, o.purpose, o.position, o.state, o.created_at, o.due_at, o.not_after,
  o.attempts, o.resent, o.provider_id, o.error, o.gate, o.language, o.former_ids
FROM outbox o WHERE o.state = $1 AND o.changed_at <= $2 ORDER BY o.position LIMIT $3

-- name: by_id
SELECT o.id, o.customer, o.channel, o.address, o.body, o.purpose, o.position, o.state, o.created_at, o.due_at, o.not_after,
  o.attempts, o.resent, o.provider_id, o.error, o.gate, o.language, o.former_ids
FROM outbox o WHERE o.id = $1

-- name: of_customer
SELECT o.id, o.customer, o.channel, o.address, o.body, o.purpose, o.position, o.state, o.created_at, o.due_at, o.not_after,
  o.attempts, o.resent, o.provider_id, o.error, o.gate, o.language, o.former_ids
FROM outbox o WHERE o.customer IN each($1) AND o.position > $2 ORDER BY o.position LIMIT $3

-- name: state_of
-- Held until the commit: of two who say that a part has left, one is the first, and an erasure comes before or after.
SELECT id, state, provider_id, body, former_ids FROM outbox WHERE id = $1 ROW_LOCK

-- name: state_of_provider
SELECT id FROM outbox WHERE provider_id = $1

-- name: move
UPDATE outbox SET state = $2, provider_id = COALESCE(provider_id, $3), error = $4, changed_at = $5 WHERE id = $1

-- name: bind
UPDATE outbox SET provider_id = $2 WHERE id = $1 AND provider_id IS NULL

-- name: retry
UPDATE outbox SET state = 'queued', due_at = $2, error = $3, changed_at = $4
WHERE id = $1 AND state = 'sending' AND attempts = $5

-- name: doubt
UPDATE outbox SET state = 'unknown', error = $2, changed_at = $3
WHERE id = $1 AND state = 'sending' AND attempts = $4

-- name: release
UPDATE outbox SET state = 'queued', attempts = attempts - 1
WHERE state = 'sending' AND changed_at = $1 AND channel IN each($2)

-- name: put_off
UPDATE outbox SET state = 'queued', due_at = $2, changed_at = $3, attempts = attempts - 1
WHERE id = $1 AND state = 'sending' AND attempts = $4

-- name: said_by_bot
SELECT position FROM outbox WHERE position IN numbers($1) AND said_by = 'bot'

-- name: stop
UPDATE outbox SET state = $2, error = $3, changed_at = $4 WHERE id = $1 AND state IN ('queued', 'sending', 'unknown')

-- name: resend
UPDATE outbox SET state = 'queued', resent = 1, due_at = $2, changed_at = $2 WHERE id = $1 AND state = 'unknown' AND resent = 0

-- name: missed
UPDATE outbox SET missed_at = CASE WHEN missed_at >= changed_at THEN missed_at ELSE $2 END
WHERE id = $1 AND state = 'unknown' RETURNING missed_at

-- name: recover
UPDATE outbox SET state = 'unknown', error = 'the program stopped while it was being sent', changed_at = $1
WHERE state = 'sending' AND channel IN each($2) RETURNING channel

-- name: again
UPDATE outbox SET state = 'queued', due_at = $3, changed_at = $4, error = $5, provider_id = NULL, former_ids = $6,
  body = COALESCE($8, body)
WHERE id = $1 AND former_ids = $7 AND state IN ('sending', 'unknown', 'accepted', 'sent')
  AND COALESCE(provider_id, $2) = $2
RETURNING body

-- name: sent_to_number
SELECT address, COUNT(*) FROM outbox
WHERE channel = 'sms' AND address IN each($1) AND created_at > $2 AND attempts > 0
  AND state NOT IN ('queued', 'sending', 'refused', 'dropped')
GROUP BY address

-- name: keep_stray
INSERT INTO stray_reports (provider_id, state, error, at) VALUES ($1, $2, $3, $4)
ON CONFLICT (provider_id) DO UPDATE SET state = excluded.state, error = excluded.error, at = excluded.at

-- name: stray
SELECT state, error, at FROM stray_reports WHERE provider_id = $1

-- name: forget_stray
DELETE FROM stray_reports WHERE provider_id = $1

-- name: say
-- What is said to staff is no customer's, and stands in no thread.
INSERT INTO transcript (customer, at, direction, channel, address, source, said_by, text, body)
SELECT customer, $2, 'out', channel, address, id, said_by, $3, body FROM outbox WHERE id = $1 AND customer NOT LIKE 'staff:%'

-- name: open_counts
SELECT state, COUNT(*) FROM outbox WHERE state = 'queued' GROUP BY state
UNION ALL SELECT state, COUNT(*) FROM outbox WHERE state IN ('sending', 'unknown') GROUP BY state

-- name: counts
SELECT state, COUNT(*) FROM outbox GROUP BY state

-- name: oldest
SELECT MIN(due_at) FROM outbox WHERE state = 'queued' AND due_at <= $1

-- name: sender_of
SELECT sender FROM outbox WHERE id = $1
