-- name: family
-- A person's ids: the one they go by, and those they were.
WITH RECURSIVE family(id) AS (
  SELECT CAST($1 AS TEXT) UNION SELECT c.id FROM customers c JOIN family f ON c.merged_into = f.id)
SELECT id FROM family

-- name: family_at
WITH RECURSIVE family(id) AS (
  SELECT a.customer FROM addresses a WHERE a.identity = $1
  UNION SELECT c.id FROM customers c JOIN family f ON c.merged_into = f.id)
SELECT id FROM family

-- name: holder
SELECT customer FROM addresses WHERE identity = $1 LIMIT 1

-- name: root
-- Who somebody is now.
WITH RECURSIVE up(id, merged_into) AS (
  SELECT c.id, c.merged_into FROM customers c WHERE c.id = $1
  UNION SELECT c.id, c.merged_into FROM customers c JOIN up u ON c.id = u.merged_into)
SELECT id FROM up WHERE merged_into IS NULL

-- name: forward
UPDATE inbox SET customer = $2 WHERE customer = $1 AND state = 'waiting'

-- name: partner
SELECT state, version, created_at FROM customers WHERE id IN each($1) SKIP_LOCKED

-- name: complete
UPDATE inbox SET event = $2 WHERE position = $1

-- name: note
INSERT INTO merges (id, customer, other, at, said_by, reason, kept, apart, whole)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING

-- name: take_addresses
UPDATE addresses SET customer = $2 WHERE customer = $1

-- name: take_parts
UPDATE outbox SET customer = $2 WHERE customer = $1 AND state IN ('queued', 'sending', 'unknown')

-- name: take_handovers
UPDATE handovers SET customer = $2 WHERE customer = $1 AND closed_at IS NULL

-- name: become
UPDATE customers SET merged_into = $2, state = '', version = version + 1, language = NULL, flow = NULL, playbook = NULL,
  last_in = NULL, last_out = NULL, team = NULL, point_of_sale = NULL WHERE id = $1

-- name: latest
SELECT id, other, at, said_by, reason, kept, apart, whole FROM merges
WHERE customer = $1 AND undone_at IS NULL ORDER BY at DESC LIMIT 1

-- name: waiting
SELECT position, source, event FROM inbox WHERE customer = $1 AND state = 'waiting' ORDER BY position

-- name: undone
UPDATE merges SET undone_at = $2, undone_by = $3 WHERE id = $1

-- name: give_address
UPDATE addresses SET customer = $2 WHERE customer = $1 AND channel = $3 AND id = $4

-- name: give_parts
UPDATE outbox SET customer = $2 WHERE customer = $1 AND channel = $3 AND address = $4

-- name: give_lines
UPDATE transcript SET customer = $2 WHERE customer = $1 AND channel = $3 AND address = $4
  AND at > (SELECT m.at FROM merges m WHERE m.id = $5)

-- name: give_number
UPDATE addresses SET customer = $2 WHERE identity = $1

-- name: note_withdrawn
-- A part gets the same row however often this runs; what is uncertain may have left, and is sent by nobody again.
INSERT INTO ledger
  (customer, at, number, id, event, kind, words, rule, facts, version, flow, step, conversation, outbox)
SELECT customer, $4, 0, id || 'w', id, 'not_sent', $5, 'identity', $6, version, flow, step, conversation, id FROM outbox
WHERE customer = $1 AND channel IN ('sms', 'whatsapp') AND address = $3 AND state IN ('queued', 'unknown')
  AND customer <> $2
ON CONFLICT DO NOTHING

-- name: withdraw
UPDATE outbox SET state = CASE state WHEN 'queued' THEN 'dropped' ELSE 'abandoned' END, error = $3, changed_at = $4
WHERE customer = $1 AND channel IN ('sms', 'whatsapp') AND address = $2 AND state IN ('queued', 'unknown')

-- name: give_event
UPDATE inbox SET customer = $2 WHERE position = $1 AND state = 'waiting'

-- name: give_consent
UPDATE consents SET customer = $2 WHERE id = $1

-- name: give_handover
UPDATE handovers SET customer = $2 WHERE id = $1

-- name: reopen_handover
UPDATE handovers SET closed_at = NULL, closed_by = NULL WHERE id = $1 AND closed_by = 'merge'

-- name: stand
UPDATE customers SET merged_into = NULL WHERE id = $1

-- name: forget_old
DELETE FROM merges WHERE at < $1
