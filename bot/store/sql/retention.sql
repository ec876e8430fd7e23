-- Pages in the order of keys: position, since when a row is finished (or began to wait), whether it may go.

-- name: outbox_page
SELECT position, created_at, state NOT IN ('queued', 'sending', 'unknown') FROM outbox WHERE position > $1 ORDER BY position LIMIT $2

-- name: forget_outbox
DELETE FROM outbox WHERE position IN numbers($1) AND state NOT IN ('queued', 'sending', 'unknown')

-- name: errands_page
SELECT position, created_at, state <> 'waiting' FROM errands WHERE position > $1 ORDER BY position LIMIT $2

-- name: forget_errands
DELETE FROM errands WHERE position IN numbers($1) AND state <> 'waiting'

-- name: conversations_page
SELECT position, ended_at, 1 = 1 FROM conversations WHERE position > $1 ORDER BY position LIMIT $2

-- name: forget_conversations
DELETE FROM conversations WHERE position IN numbers($1)

-- name: handovers_page
SELECT position, COALESCE(closed_at, opened_at), closed_at IS NOT NULL FROM handovers WHERE position > $1 ORDER BY position LIMIT $2

-- name: forget_handovers
DELETE FROM handovers WHERE position IN numbers($1) AND closed_at IS NOT NULL

-- name: stage_moves_page
SELECT position, at, counted = 1 FROM stage_moves WHERE position > $1 ORDER BY position LIMIT $2

-- name: forget_stage_moves
DELETE FROM stage_moves WHERE position IN numbers($1) AND counted = 1

-- name: moments_page
SELECT position, at, 1 = 1 FROM moments WHERE position > $1 ORDER BY position LIMIT $2

-- name: forget_moments
DELETE FROM moments WHERE position IN numbers($1)

-- name: contacts_page
SELECT position, at, 1 = 1 FROM contacts WHERE position > $1 ORDER BY position LIMIT $2

-- name: forget_contacts
DELETE FROM contacts WHERE position IN numbers($1)

-- name: feedback_page
SELECT position, at, 1 = 1 FROM feedback WHERE position > $1 ORDER BY position LIMIT $2

-- name: forget_feedback
DELETE FROM feedback WHERE position IN numbers($1)

-- name: appointments_page
SELECT position, ends_at, 1 = 1 FROM appointments WHERE position > $1 ORDER BY position LIMIT $2

-- name: forget_appointments
DELETE FROM appointments WHERE position IN numbers($1)

-- name: flow_marks_page
SELECT position, at, counted = 1 FROM flow_marks WHERE position > $1 ORDER BY position LIMIT $2

-- name: forget_flow_marks
DELETE FROM flow_marks WHERE position IN numbers($1) AND counted = 1

-- name: unanswered_page
SELECT position, at, 1 = 1 FROM unanswered WHERE position > $1 ORDER BY position LIMIT $2

-- name: forget_unanswered
DELETE FROM unanswered WHERE position IN numbers($1)

-- name: offers_met_page
SELECT position, at, 1 = 1 FROM offers_met WHERE position > $1 ORDER BY position LIMIT $2

-- name: forget_offers_met
DELETE FROM offers_met WHERE position IN numbers($1)

-- name: paces_met_page
SELECT position, at, 1 = 1 FROM paces_met WHERE position > $1 ORDER BY position LIMIT $2

-- name: forget_paces_met
DELETE FROM paces_met WHERE position IN numbers($1)

-- name: webhook_deliveries_page
SELECT position, at, 1 = 1 FROM webhook_deliveries WHERE position > $1 ORDER BY position LIMIT $2

-- name: forget_webhook_deliveries
DELETE FROM webhook_deliveries WHERE position IN numbers($1)

-- name: transcript_page
SELECT position, at, 1 = 1 FROM {table} WHERE position > $1 ORDER BY position LIMIT $2

-- name: forget_transcript
DELETE FROM {table} WHERE position IN numbers($1)

-- name: customers_page
SELECT id FROM customers WHERE id > $1 ORDER BY id LIMIT $2

-- name: old_ledger
SELECT customer, at, number, id FROM {table} WHERE customer IN each($1) AND at < $2 LIMIT $3

-- name: forget_ledger
DELETE FROM {table} WHERE customer = $1 AND at = $2 AND number = $3 AND id = $4

-- name: old_events
SELECT customer, met_at, position FROM {table} WHERE customer IN each($1) AND met_at < $2 LIMIT $3

-- name: forget_events
DELETE FROM {table} WHERE customer = $1 AND met_at = $2 AND position = $3

-- name: forget_strays
DELETE FROM stray_reports WHERE at < $1
