-- name: page
SELECT position, received_at, state, met_at, raw IS NOT NULL FROM inbox WHERE position > $1 ORDER BY position LIMIT $2

-- name: keep
INSERT INTO events (customer, met_at, position, id, source, received_at, merged_into, event, reading)
SELECT customer, met_at, position, id, source, received_at, merged_into, event, reading FROM inbox
WHERE position IN numbers($1) AND state = 'done' AND customer <> ''

-- name: remember_acts
INSERT INTO last_acts (customer, at)
SELECT customer, MAX(received_at) FROM inbox
WHERE position IN numbers($1) AND state = 'done' AND customer <> ''
  AND source NOT IN ('timer', 'fetch', 'outbox', 'identity', 'suppression', 'import')
GROUP BY customer ORDER BY customer
ON CONFLICT (customer) DO UPDATE SET at = excluded.at WHERE excluded.at > last_acts.at

-- name: leave
DELETE FROM inbox WHERE position IN numbers($1) AND state = 'done'

-- name: forget_bodies
UPDATE inbox SET raw = NULL WHERE position IN numbers($1)

-- name: forget_dead
DELETE FROM inbox WHERE position IN numbers($1) AND state = 'dead'
