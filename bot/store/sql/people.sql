-- name: page
SELECT id, COALESCE(last_in, created_at), state = '' AND NOT EXISTS (SELECT 1 FROM addresses a WHERE a.customer = customers.id)
FROM customers WHERE id > $1 AND merged_into IS NULL ORDER BY id LIMIT $2

-- name: silent
-- A person of whom nothing waits and nothing is under way; what came in lately, whoever sent it, is a sign of life too.
SELECT c.state, c.opted_out_at, COALESCE(c.last_in, c.created_at), (SELECT MAX(a.at) FROM last_acts a
  WHERE a.customer = c.id OR a.customer IN (SELECT m.id FROM customers m WHERE m.merged_into = c.id))
FROM customers c WHERE c.id = $1
  AND NOT EXISTS (SELECT 1 FROM inbox i WHERE i.customer = $1)
  AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.customer = $1 AND o.state IN ('queued', 'sending', 'unknown'))
  AND NOT EXISTS (SELECT 1 FROM handovers h WHERE h.customer = $1 AND h.closed_at IS NULL)
  AND NOT EXISTS (SELECT 1 FROM errands e WHERE e.customer = $1 AND e.state = 'waiting')
SKIP_LOCKED

-- name: forget_transcript
DELETE FROM transcript WHERE customer = $1

-- name: forget_ledger
DELETE FROM ledger WHERE customer = $1

-- name: forget_events
DELETE FROM events WHERE customer = $1

-- name: forget_outbox
DELETE FROM outbox WHERE customer = $1

-- name: forget_conversations
DELETE FROM conversations WHERE customer = $1

-- name: forget_handovers
DELETE FROM handovers WHERE customer = $1

-- name: forget_acts
DELETE FROM last_acts WHERE customer = $1

-- name: forget_orders
DELETE FROM orders WHERE customer = $1

-- name: forget_order_lines
DELETE FROM order_lines WHERE customer = $1

-- name: forget_carts
DELETE FROM carts WHERE customer = $1

-- name: forget_threads
DELETE FROM threads WHERE customer = $1

-- name: forget_thread_labels
DELETE FROM thread_labels WHERE customer = $1

-- name: forget_thread_reads
DELETE FROM thread_reads WHERE customer = $1

-- name: forget_notes
DELETE FROM notes WHERE customer = $1

-- name: forget_note_mentions
DELETE FROM note_mentions WHERE customer = $1

-- name: forget_thread_presence
DELETE FROM thread_presence WHERE customer = $1

-- name: forget_thread_claims
DELETE FROM thread_claims WHERE customer = $1

-- name: forget_appointments
DELETE FROM appointments WHERE customer = $1

-- name: forget_merges
DELETE FROM merges WHERE customer = $1

-- name: forget_referrals
DELETE FROM referrals WHERE customer = $1

-- name: forget_backtest_customers
DELETE FROM backtest_customers WHERE customer = $1

-- name: forget_unanswered
DELETE FROM unanswered WHERE customer = $1

-- name: forget_referral_uses
DELETE FROM referral_uses WHERE customer = $1

-- name: forget_addresses
DELETE FROM addresses WHERE customer = $1

-- name: empty
UPDATE customers SET state = $2, version = version + 1, language = NULL, flow = NULL, playbook = NULL, last_in = NULL,
  last_out = NULL, team = NULL, point_of_sale = NULL
WHERE id = $1

-- name: not_long
SET LOCAL lock_timeout = '250ms'

-- name: alone
LOCK TABLE customers IN SHARE ROW EXCLUSIVE MODE

-- name: forget_shells
DELETE FROM customers WHERE id IN each($1) AND state = '' AND merged_into IS NULL
  AND NOT EXISTS (SELECT 1 FROM inbox i WHERE i.customer = customers.id)
  AND NOT EXISTS (SELECT 1 FROM addresses a WHERE a.customer = customers.id)
