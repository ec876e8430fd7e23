-- name: all
SELECT name, label, value FROM measures ORDER BY name, label

-- name: clock_skews
SELECT label, value FROM measures WHERE name = 'clock_skew'

-- name: set
INSERT INTO measures (name, label, value) VALUES ($1, $2, $3)
ON CONFLICT (name, label) DO UPDATE SET value = excluded.value

-- name: add
INSERT INTO measures (name, label, value) VALUES ($1, $2, $3)
ON CONFLICT (name, label) DO UPDATE SET value = measures.value + excluded.value

-- name: opt_outs
SELECT COUNT(*) FROM consents WHERE granted = 0 AND pending = 0
