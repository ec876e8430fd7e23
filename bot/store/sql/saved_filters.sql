-- name: of
SELECT id, name, query FROM saved_filters WHERE staff = $1 ORDER BY name, id LIMIT 50

-- name: keep
INSERT INTO saved_filters (id, staff, name, query) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING

-- name: forget
DELETE FROM saved_filters WHERE staff = $1 AND id = $2
