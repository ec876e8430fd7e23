-- name: due
-- What was brought to us, then timers; of each the longest waiting first.
SELECT position, customer, due_at, 0 FROM (
  SELECT position, customer, due_at FROM inbox
  WHERE state = 'waiting' AND source <> 'timer' AND due_at <= $1 AND customer NOT IN each($2)
  ORDER BY due_at, position LIMIT $3) AS brought
UNION ALL
SELECT position, customer, due_at, 1 FROM (
  SELECT position, customer, due_at FROM inbox
  WHERE state = 'waiting' AND source = 'timer' AND due_at <= $1 AND customer NOT IN each($2)
  ORDER BY due_at, position LIMIT $3) AS timers

-- name: take
SELECT id, state, version, met_at, created_at, merged_into FROM customers WHERE id IN each($1) LIMIT $2 SKIP_LOCKED

-- name: waiting
SELECT position, customer, id, source, ordinal, received_at, due_at, attempts, event, reading FROM inbox
WHERE position IN numbers($1) AND state = 'waiting'

-- name: standing
-- What was looked at and still waits, with how its customer stands.
SELECT i.position, i.customer, c.version FROM inbox i JOIN customers c ON c.id = i.customer
WHERE i.position IN numbers($1) AND i.state = 'waiting' AND i.due_at <= $2 AND c.merged_into IS NULL SKIP_LOCKED

-- name: met
UPDATE inbox SET state = 'done', met_at = $2, merged_into = $3 WHERE position = $1

-- name: standing_among
-- How customers stand, and which of these events are known already, as of version -1: asked at once.
WITH standing AS (SELECT id, version FROM customers WHERE id IN each($1) SKIP_LOCKED)
SELECT id, version FROM standing UNION ALL SELECT id, -1 FROM inbox WHERE id IN each($2)

-- name: standing_with_nothing_due
WITH standing AS (SELECT id, version FROM customers WHERE id IN each($1) AND NOT EXISTS
  (SELECT 1 FROM inbox WHERE inbox.customer = customers.id AND inbox.state = 'waiting' AND inbox.due_at <= $3) SKIP_LOCKED)
SELECT id, version FROM standing UNION ALL SELECT id, -1 FROM inbox WHERE id IN each($2)

-- name: met_unqueued
INSERT INTO inbox (id, customer, source, ordinal, received_at, due_at, event, raw, state, met_at)
VALUES ($1, $2, $3, $4, $5, $5, $6, $7, 'done', $8)

-- name: paces
INSERT INTO paces_met (event, customer, at, paces) VALUES ($1, $2, $3, $4) ON CONFLICT (event) DO NOTHING

-- name: offers
INSERT INTO offers_met (event, customer, at, offers) VALUES ($1, $2, $3, $4) ON CONFLICT (event) DO NOTHING

-- name: failed
UPDATE inbox SET attempts = attempts + 1, fault = $2, state = $3, met_at = $4 WHERE position = $1

-- name: customer
INSERT INTO customers (id, created_at, state, version, met_at, language, flow, playbook, last_in, last_out, opted_out_at, team,
  point_of_sale)
VALUES ($1, 0, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
ON CONFLICT (id) DO UPDATE SET state = excluded.state, version = excluded.version, met_at = excluded.met_at,
  language = excluded.language, flow = excluded.flow, playbook = excluded.playbook, last_in = excluded.last_in,
  last_out = excluded.last_out, opted_out_at = excluded.opted_out_at, team = excluded.team,
  point_of_sale = excluded.point_of_sale

-- name: address
INSERT INTO addresses (identity, channel, id, customer, since) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (identity, channel) DO NOTHING

-- name: heard
INSERT INTO transcript (customer, at, direction, channel, address, source, said_by, text, body)
VALUES ($1, $2, 'in', $3, $4, $5, 'customer', $6, $7)

-- name: part
INSERT INTO outbox (id, customer, channel, address, urgency, purpose, state, created_at, due_at, changed_at, not_after, gate,
  language, event, conversation, flow, step, version, said_by, body)
VALUES ($1, $2, $3, $4, $5, $6, 'queued', $7, $8, $7, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
ON CONFLICT (id) DO NOTHING

-- name: timer
INSERT INTO inbox (id, customer, source, ordinal, received_at, due_at, event) VALUES ($1, $2, 'timer', 0, $3, $4, $5)
ON CONFLICT (id) DO NOTHING

-- name: drop_timer
DELETE FROM inbox WHERE id = $1 AND state = 'waiting' AND source = 'timer'

-- name: move_timer
UPDATE inbox SET due_at = $2 WHERE id = $1 AND state = 'waiting' AND source = 'timer'

-- name: ended
INSERT INTO conversations (id, customer, flow, version, outcome, started_at, ended_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (id) DO NOTHING
