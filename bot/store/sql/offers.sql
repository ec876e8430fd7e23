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

-- name: by_id
SELECT offer FROM offers WHERE id IN each($1) ORDER BY id

-- name: named
SELECT o.offer FROM offers o JOIN offer_names n ON n.offer = o.id WHERE n.name = $1 ORDER BY o.id

-- name: put_name
INSERT INTO offer_names (name, offer) VALUES ($1, $2) ON CONFLICT (name, offer) DO NOTHING

-- name: levels
SELECT place, pieces, at FROM offer_levels WHERE name = $1

-- name: put_level
INSERT INTO offer_levels (name, place, pieces, at) VALUES ($1, $2, $3, $4)
ON CONFLICT (name, place) DO UPDATE SET pieces = excluded.pieces, at = excluded.at
