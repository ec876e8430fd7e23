-- {table} is a name out of the database's own catalogue.

-- name: hold
-- A turn under way is waited for; the next ones find nothing.
SELECT id FROM customers WHERE id IN each($1) ROW_LOCK

-- name: hold_parts
-- So is what is written of one that has just been sent; after that there is nothing to write it of.
SELECT id FROM outbox WHERE customer IN each($1) ROW_LOCK

-- name: identities
SELECT identity, channel, id FROM addresses WHERE customer IN each($1)

-- name: suppress
INSERT INTO suppressions (hash, at) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING

-- name: new_since
SELECT identity FROM addresses WHERE identity IN each($1) AND since >= $2

-- name: suppressed
SELECT hash FROM suppressions WHERE hash IN each($1)

-- name: count
SELECT '{table}', COUNT(*) FROM {table} WHERE customer IN each($1)

-- name: forget
DELETE FROM {table} WHERE customer IN each($1)

-- name: blank_met
-- The provider may repeat what has come: its id stays known for a while, and nothing else of it.
UPDATE inbox SET customer = '', event = 'null', reading = NULL, raw = NULL, fault = NULL, state = 'done', met_at = $2
WHERE customer IN each($1) AND source <> 'timer'

-- name: parted_from
-- Who is somebody else again, and was once the same: what they were merged and parted with holds both documents.
SELECT DISTINCT m.customer, m.other FROM merges m WHERE m.other IN each($1) AND m.customer NOT IN each($1)

-- name: blank_parted
UPDATE inbox SET customer = '', event = 'null', reading = NULL, raw = NULL, fault = NULL, state = 'done', met_at = $3
WHERE customer = $1 AND source = 'identity' AND event LIKE '%"' || CAST($2 AS TEXT) || '"%'

-- name: forget_parted
DELETE FROM events WHERE customer = $1 AND source = 'identity' AND event LIKE '%"' || CAST($2 AS TEXT) || '"%'

-- name: forget_merges
DELETE FROM merges WHERE other IN each($1)

-- name: empty
UPDATE customers SET state = '', version = version + 1, language = NULL, flow = NULL, playbook = NULL, last_in = NULL,
  last_out = NULL, opted_out_at = NULL, team = NULL, point_of_sale = NULL, merged_into = NULL WHERE id IN each($1)

-- name: note
INSERT INTO erasures (subject, at, said_by, counts) VALUES ($1, $2, $3, $4)

-- name: newcomers
SELECT customer, identity, channel, id FROM addresses WHERE customer IN each($1)
