-- name: hold
INSERT INTO appointment_books (place, about) VALUES ($1, $2) ON CONFLICT (place, about) DO UPDATE SET place = excluded.place

-- name: claim
-- A place for ($4, $5) from $6 to $7, as long as fewer than $11 others are there at some time of it.
INSERT INTO appointments (key, customer, made_by, place, about, starts_at, ends_at, status, claim, changed_at, body)
SELECT CAST($1 AS TEXT), CAST($2 AS TEXT), CAST($3 AS TEXT), CAST($4 AS TEXT), CAST($5 AS TEXT), CAST($6 AS BIGINT),
  CAST($7 AS BIGINT), 'booked', CAST($8 AS TEXT), CAST($9 AS BIGINT), CAST($10 AS TEXT)
WHERE (SELECT COUNT(*) FROM appointments a WHERE a.place = CAST($4 AS TEXT) AND a.about = CAST($5 AS TEXT)
  AND a.status = 'booked' AND a.starts_at < CAST($7 AS BIGINT) AND a.ends_at > CAST($6 AS BIGINT)
  AND a.key <> CAST($1 AS TEXT)) < CAST($11 AS BIGINT)
ON CONFLICT (key) DO UPDATE SET place = excluded.place, about = excluded.about, starts_at = excluded.starts_at,
  ends_at = excluded.ends_at, status = excluded.status, claim = excluded.claim, changed_at = excluded.changed_at,
  body = excluded.body

-- name: keep
INSERT INTO appointments (key, customer, made_by, place, about, starts_at, ends_at, status, claim, changed_at, body)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', $9, $10)
ON CONFLICT (key) DO UPDATE SET customer = excluded.customer, status = excluded.status, changed_at = excluded.changed_at,
  body = excluded.body

-- name: take
UPDATE appointments SET customer = $2 WHERE customer = $1

-- name: give
UPDATE appointments SET customer = $2 WHERE customer = $1 AND made_by = $2

-- name: taken
SELECT starts_at, ends_at, COUNT(*) FROM appointments
WHERE place = $1 AND about = $2 AND status = 'booked' AND starts_at < $4 AND ends_at > $3
GROUP BY starts_at, ends_at ORDER BY starts_at, ends_at

-- name: claimed
SELECT claim FROM appointments WHERE key = $1
