-- name: whose
SELECT identity, channel, customer FROM addresses WHERE identity IN each($1)

-- name: new_customer
INSERT INTO customers (id, created_at, state) VALUES ($1, $2, '') ON CONFLICT (id) DO NOTHING

-- name: new_address
INSERT INTO addresses (identity, channel, id, customer, since) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (identity, channel) DO NOTHING

-- name: arrive
INSERT INTO inbox (id, customer, source, ordinal, received_at, due_at, event, raw)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (id) DO NOTHING

-- name: with_files
-- Of the web chat's visitors: events that show a file of our shelf.
SELECT event FROM inbox WHERE source = 'web' AND event LIKE '%"web/%'

-- name: known
SELECT id FROM inbox WHERE id IN each($1)

-- name: keep_reading
UPDATE inbox SET reading = $2 WHERE position = $1

-- name: dead
SELECT position, id, customer, received_at, attempts, fault, event FROM inbox
WHERE state = 'dead' AND position > $1 ORDER BY position LIMIT $2

-- name: revive
UPDATE inbox SET state = 'waiting', attempts = 0, fault = NULL WHERE id = $1 AND state = 'dead'

-- name: lag
SELECT MIN(due_at) FROM (
  SELECT MIN(due_at) AS due_at FROM inbox WHERE state = 'waiting' AND source <> 'timer'
  UNION ALL SELECT MIN(due_at) FROM inbox WHERE state = 'waiting' AND source = 'timer') AS firsts

-- name: next_due
SELECT MIN(due_at) FROM (
  SELECT MIN(due_at) AS due_at FROM inbox WHERE state = 'waiting' AND source <> 'timer' AND due_at > $1
  UNION ALL SELECT MIN(due_at) FROM inbox WHERE state = 'waiting' AND source = 'timer' AND due_at > $1) AS firsts

-- name: overdue
SELECT (SELECT COUNT(*) FROM inbox WHERE state = 'waiting' AND source <> 'timer' AND due_at <= $1) +
  (SELECT COUNT(*) FROM inbox WHERE state = 'waiting' AND source = 'timer' AND due_at <= $1)

-- name: count_dead
SELECT COUNT(*) FROM inbox WHERE state = 'dead'

-- name: met
SELECT m.id, m.event, m.reading, m.met_at, m.merged_into, p.paces, o.offers, m.position FROM (
  SELECT id, event, reading, met_at, merged_into, position FROM inbox
  WHERE customer = $1 AND state = 'done' AND met_at >= $2
  UNION ALL
  SELECT id, event, reading, met_at, merged_into, position FROM events WHERE customer = $1 AND met_at >= $2
) m LEFT JOIN paces_met p ON p.event = m.id LEFT JOIN offers_met o ON o.event = m.id
ORDER BY m.met_at, m.position

-- name: heard_of
SELECT c.id, c.created_at FROM customers c WHERE c.id > $2 AND c.merged_into IS NULL AND (
  EXISTS (SELECT 1 FROM events e WHERE e.customer = c.id AND e.met_at >= $1) OR
  EXISTS (SELECT 1 FROM inbox i WHERE i.customer = c.id AND i.state = 'done' AND i.met_at >= $1))
ORDER BY c.id LIMIT $3

-- name: count_heard_of
SELECT COUNT(*) FROM customers c WHERE c.merged_into IS NULL AND (
  EXISTS (SELECT 1 FROM events e WHERE e.customer = c.id AND e.met_at >= $1) OR
  EXISTS (SELECT 1 FROM inbox i WHERE i.customer = c.id AND i.state = 'done' AND i.met_at >= $1))

-- name: planned
SELECT id, due_at, event FROM inbox WHERE customer = $1 AND state = 'waiting' ORDER BY due_at, position
