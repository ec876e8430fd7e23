-- name: next_change
UPDATE offers_change SET change = change + 1 RETURNING change

-- name: digests
SELECT id, digest FROM offers WHERE id IN each($1)

-- name: put
INSERT INTO offers (id, change, changed_at, digest, offer) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (id) DO UPDATE SET change = excluded.change, changed_at = excluded.changed_at, digest = excluded.digest,
  offer = excluded.offer

-- name: since
SELECT id, change, offer FROM offers WHERE change > $1 OR (change = $1 AND id > $2) ORDER BY change, id LIMIT $3

-- name: last_change
SELECT change FROM offers_change

-- name: count
SELECT COUNT(*) FROM offers
